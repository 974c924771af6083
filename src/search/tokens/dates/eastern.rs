//! Dates with signs for year, month and day: `1957년 3월 26~29일`, `1957年3月26日`.

use super::span::{Group, Joint, Numbers, Span};
use super::{Found, Reader};

/// The signs of a writing.
struct Signs {
    year: &'static str,
    month: &'static str,
    day: &'static str,
}

const WRITINGS: [Signs; 2] =
    [Signs { year: "년", month: "월", day: "일" }, Signs { year: "年", month: "月", day: "日" }];

/// The most months or days that are listed.
const LONGEST: usize = 31;

/// Numbers that a sign follows.
struct Counted {
    numbers: Numbers,
    /// One past the sign's last byte.
    end: u32,
    /// The token after the run that the sign begins.
    next: usize,
    /// What joins to a further date: by the end of the run or by what follows it.
    joint: Option<Joint>,
    /// Whether the run is the sign alone.
    is_bare: bool,
}

impl Reader<'_, '_> {
    pub(super) fn eastern(&self, first: usize) -> Option<Found> {
        let year = self.year(first)?;
        let token = &self.scanner.main[first];
        let after = &self.scanner.text[token.end as usize..];
        let signs = WRITINGS.iter().find(|signs| after.starts_with(signs.year))?;
        // The sign alone, and no word that begins with it.
        if !self.scanner.main.get(first + 1)?.ends_run {
            return None;
        }
        let mut found: Option<Found> = None;
        let (mut groups, mut joints): (Vec<Group>, Vec<Joint>) = (Vec::new(), Vec::new());
        let mut at = first + 2;
        while groups.len() < 4
            && let Some((group, last)) = self.group_of(at, signs)
        {
            // A list of months is as many groups.
            if group.len() > 1 {
                joints.extend(&last.numbers.joints);
            }
            groups.extend(group);
            let span = Span::of_groups(&groups, &joints, year);
            found = Some(Found { span, first, next: last.next, end: last.end });
            let Some(joint) = last.joint else { break };
            joints.push(joint);
            at = last.next;
        }
        found
    }

    /// A month with its days, or months without.
    fn group_of(&self, at: usize, signs: &Signs) -> Option<(Vec<Group>, Counted)> {
        let months = self.counted(at, signs.month)?;
        let [month] = months.numbers.items[..] else {
            let bare = |&month: &i8| Group { days: Numbers::default(), month };
            return Some((months.numbers.items.iter().map(bare).collect(), months));
        };
        let is_apart = |gap: &str| gap.chars().all(char::is_whitespace);
        let days = (months.is_bare && self.scanner.gap(months.next - 1).is_some_and(is_apart))
            .then(|| self.counted(months.next, signs.day))
            .flatten();
        Some(match days {
            Some(days) => (vec![Group { days: days.numbers.clone(), month }], days),
            None => (vec![Group { days: Numbers::default(), month }], months),
        })
    }

    /// Numbers from `at` of which the last, and others perhaps, have the sign.
    fn counted(&self, at: usize, sign: &str) -> Option<Counted> {
        let mut numbers = Numbers::default();
        let mut complete: Option<Counted> = None;
        let mut at = at;
        while numbers.items.len() < LONGEST
            && let Some(number) = self.small(at)
        {
            numbers.items.push(number);
            let joint = if let Some(signed) = self.signed(at, sign, &numbers) {
                at = signed.next;
                let joint = signed.joint;
                complete = Some(signed);
                joint
            } else {
                at += 1;
                self.joint_before(at)
            };
            let Some(joint) = joint else { break };
            numbers.joints.push(joint);
        }
        complete
    }

    /// The sign after the number at `at`.
    fn signed(&self, at: usize, sign: &str, numbers: &Numbers) -> Option<Counted> {
        if !self.scanner.gap(at)?.chars().all(char::is_whitespace) {
            return None;
        }
        let main = &self.scanner.main;
        let start = main.get(at + 1)?.start;
        if !self.scanner.text[start as usize..].starts_with(sign) {
            return None;
        }
        // A date needs no more of the run than a few syllables.
        let last = (at + 1..main.len().min(at + 9)).find(|&at| main[at].ends_run);
        let end = start + u32::try_from(sign.len()).ok()?;
        let next = last.map_or(at + 2, |last| last + 1);
        let rest =
            last.and_then(|last| self.scanner.text.get(end as usize..main[last].end as usize));
        let joint = match rest {
            Some("") => self.joint_before(next),
            Some("부터" | "에서") => Some(Joint::Range),
            Some("과" | "와") => Some(Joint::And),
            _ => None,
        };
        Some(Counted { numbers: numbers.clone(), end, next, joint, is_bare: rest == Some("") })
    }

    fn joint_before(&self, next: usize) -> Option<Joint> {
        match self.scanner.gap(next.checked_sub(1)?)?.trim() {
            "~" | "～" | "〜" | "-" | "‐" | "‑" | "–" | "—" | "−" => Some(Joint::Range),
            "," | "·" | "ㆍ" | "、" | "，" => Some(Joint::And),
            _ => None,
        }
    }
}
