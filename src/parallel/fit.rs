//! How well a group of blocks fits a group in the other text.
//!
//! In come the sketches and anchors of both texts; out go scores: natural logarithms of how much
//! likelier two groups are as counterparts than as strangers. The length part follows Gale and
//! Church (1993), with the logarithm of the lengths' ratio in place of their difference, and with
//! ratio and spread learned from the two texts themselves; anchors are weighed in `held`.

use crate::document::{BlockKind, Text};

use super::band::Band;
use super::held::{Held, Shared};
use super::sketch::{EDGES, Edge, GoesOn, Sketch};

/// How many blocks a group has at most.
pub(super) const GROUP: usize = 4;

/// What a block without counterpart costs: the first of several, each further one.
pub(super) const GAP: (f32, f32) = (-3.4, -2.4);

/// What a group of one to four blocks costs against one block.
const GROUPED: [f32; GROUP] = [0.0, -3.6, -6.4, -9.2];

/// What two blocks against two cost beyond both groups: order says one against one.
const TWO_TO_TWO: f32 = -4.0;

/// How lengths spread: the part that short blocks add, in letters.
const SHORT: f32 = 4.5;

/// The variance of a stranger's length, as logarithm.
const STRANGER: f32 = 0.4;

/// The length up to which a line can be the caption of the line below it.
const CAPTION: f32 = 14.0;

/// What the two texts have in common, learned from a first alignment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Proportion {
    /// The logarithm of the other text's length over the first's.
    pub(super) ratio: f32,
    /// The variance of that logarithm between long counterparts.
    pub(super) variance: f32,
}

/// Blocks of one text that stand together: where the first stands, from 0, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) count: usize,
}

impl Span {
    /// The place after the last block.
    pub(super) fn end(self) -> usize {
        self.from + self.count
    }
}

/// Everything that scores need.
pub(super) struct Fit {
    pub(super) first: Side,
    pub(super) other: Side,
    /// Where to look.
    pub(super) band: Band,
    /// What blocks share, by the band's cells.
    shared: Shared,
    /// What equal openings, equal closings are worth.
    openings: [f32; EDGES],
    closings: [f32; EDGES],
    ratio: f32,
}

/// One text's blocks and groups of blocks.
pub(super) struct Side {
    pub(super) sketches: Vec<Sketch>,
    /// For a block with the next none to three: what their comparison needs.
    groups: [Vec<Group>; GROUP],
}

#[derive(Debug, Clone, Copy, Default)]
struct Group {
    /// Logarithm of the length.
    length: f32,
    /// This side's share of the variance of the lengths' ratio.
    variance: f32,
    /// This side's share of what any fitting length is worth.
    bonus: f32,
    /// Logarithm of the number of sentences.
    sentences: f32,
    /// What the group costs whatever its counterpart: size, joints, anchors not shared.
    cost: f32,
}

impl Fit {
    /// Compares two texts, neither of them empty.
    pub(super) fn new(first: &Text, other: &Text) -> Self {
        let sketches = |text: &Text| text.blocks.iter().map(Sketch::of).collect::<Vec<_>>();
        let (first_sketches, other_sketches) = (sketches(first), sketches(other));
        let held = Held::new(first, other);
        let band = Band::new(first.blocks.len(), other.blocks.len(), &held.posts());
        let shared = held.weighed(&band);
        let edges = |edge: fn(&Sketch) -> Edge| {
            let mut counts = [0.5_f32; EDGES];
            for sketch in first_sketches.iter().chain(&other_sketches) {
                counts[edge(sketch) as usize] += 1.0;
            }
            let all = counts.iter().sum::<f32>();
            counts.map(|count| 0.55 * (all / count).ln())
        };
        Self {
            openings: edges(|sketch| sketch.opening),
            closings: edges(|sketch| sketch.closing),
            first: Side::new(first_sketches, &shared.lacks[0]),
            other: Side::new(other_sketches, &shared.lacks[1]),
            band,
            shared,
            ratio: 0.0,
        }
    }

    /// The proportion before anything is aligned: the texts' whole lengths, half trusted, since
    /// parts may be missing.
    pub(super) fn first_guess(&self) -> Proportion {
        let whole = |side: &Side| side.sketches.iter().map(|s| s.length).sum::<f32>().max(1.0).ln();
        let ratio = whole(&self.other) - whole(&self.first);
        Proportion { ratio: (0.7 * ratio).clamp(-0.5, 0.5), variance: 0.04 }
    }

    /// Takes up a proportion.
    pub(super) fn take(&mut self, proportion: Proportion) {
        self.ratio = proportion.ratio;
        self.first.spread(proportion.variance);
        self.other.spread(proportion.variance);
    }

    /// The proportion of the counterparts found, given as pairs of single blocks; `None` if they
    /// are too few to learn from.
    pub(super) fn learned(&self, pairs: &[(usize, usize)]) -> Option<Proportion> {
        let mut ratios: Vec<f32> = pairs
            .iter()
            .map(|(i, j)| (&self.first.sketches[*i], &self.other.sketches[*j]))
            .filter(|(one, two)| one.length.min(two.length) >= 40.0)
            .map(|(one, two)| two.length.ln() - one.length.ln())
            .collect();
        if ratios.len() < 3 {
            return None;
        }
        let median = |values: &mut Vec<f32>| {
            let middle = values.len() / 2;
            *values.select_nth_unstable_by(middle, f32::total_cmp).1
        };
        let ratio = median(&mut ratios);
        let mut away: Vec<f32> = ratios.iter().map(|r| (r - ratio).abs()).collect();
        let spread = 1.48 * median(&mut away);
        // A few pairs prove little: four of the usual spread are counted in.
        #[expect(clippy::cast_precision_loss, reason = "numbers of blocks are small")]
        let count = ratios.len() as f32;
        let variance = (count * spread * spread + 4.0 * 0.03) / (count + 4.0);
        Some(Proportion { ratio: ratio.clamp(-1.2, 1.2), variance: variance.clamp(0.006, 0.12) })
    }

    /// Whether all blocks of a step are lines of a heading, letterhead or signature.
    pub(super) fn is_lines(&self, (first, other): &(Span, Span)) -> bool {
        let lines = |side: &Side, span: &Span| {
            side.sketches[span.from..span.end()].iter().all(Sketch::is_row)
        };
        lines(&self.first, first) && lines(&self.other, other)
    }

    /// What it is worth to join two groups as counterparts; all blocks in range.
    pub(super) fn joined(&self, first: Span, other: Span) -> f32 {
        let one = &self.first.groups[first.count - 1][first.from];
        let two = &self.other.groups[other.count - 1][other.from];
        let away = two.length - one.length - self.ratio;
        let length = away * away / (2.0 * (one.variance + two.variance));
        let away = two.sentences - one.sentences;
        let sentences = away * away * 2.0;
        one.cost + two.cost + one.bonus + two.bonus
            - length / (1.0 + length / 14.0)
            - sentences / (1.0 + sentences / 2.5)
            + self.edges(first, other)
            + self.shared(first, other)
    }

    /// What the anchors that two groups share are worth, each counted once.
    fn shared(&self, first: Span, other: Span) -> f32 {
        let (i, j) = (first.from, other.from);
        let of = |values: &[f32], row, column| {
            self.band.cell(row, column).map_or(0.0, |cell| values[cell])
        };
        let both = |row, column| of(&self.shared.both, row, column);
        if first.count == 1 {
            let twice = |column| of(&self.shared.in_other_too, i, column);
            (j..other.end()).map(|column| both(i, column)).sum::<f32>()
                - (j..other.end() - 1).map(twice).sum::<f32>()
        } else if other.count == 1 {
            let twice = |row| of(&self.shared.in_first_too, row, j);
            (i..first.end()).map(|row| both(row, j)).sum::<f32>()
                - (i..first.end() - 1).map(twice).sum::<f32>()
        } else {
            both(i, j) + both(i + 1, j + 1) + TWO_TO_TWO
        }
    }

    /// What the edges of two groups say.
    fn edges(&self, first: Span, other: Span) -> f32 {
        let (head, other_head) =
            (&self.first.sketches[first.from], &self.other.sketches[other.from]);
        let tail = &self.first.sketches[first.end() - 1];
        let other_tail = &self.other.sketches[other.end() - 1];
        let agree = |worth: &[f32; EDGES], one: Edge, two: Edge| {
            let (one_worth, two_worth) = (worth[one as usize], worth[two as usize]);
            if one == two { one_worth } else { -0.5 - 0.45 * (one_worth + two_worth) }
        };
        let opening = agree(&self.openings, head.opening, other_head.opening);
        let closing = agree(&self.closings, tail.closing, other_tail.closing);
        let note = match (head.note, other_head.note) {
            (true, true) => 1.0,
            (false, false) => 0.0,
            _ => -1.5,
        };
        let item = match (head.item, other_head.item) {
            (None, None) => 0.0,
            (Some(one), Some(two)) if one == two => 2.5,
            (Some(_), Some(_)) => -3.5,
            _ => -1.0,
        };
        let kind = if head.kind != other_head.kind {
            -0.5
        } else if head.kind == BlockKind::Paragraph {
            0.0
        } else {
            0.6
        };
        let line = if head.line == other_head.line { 0.0 } else { -1.0 };
        opening + closing + note + item + kind + line
    }
}

impl Side {
    fn new(sketches: Vec<Sketch>, lacks: &[f32]) -> Self {
        let mut groups: [Vec<Group>; GROUP] = Default::default();
        for (more, of_size) in groups.iter_mut().enumerate() {
            of_size.reserve_exact(sketches.len().saturating_sub(more));
            for at in 0..sketches.len().saturating_sub(more) {
                let blocks = &sketches[at..=at + more];
                let sum = |part: fn(&Sketch) -> f32| blocks.iter().map(part).sum::<f32>();
                let joints: f32 = blocks.windows(2).map(|two| joint(&two[0], &two[1])).sum();
                of_size.push(Group {
                    length: sum(|s| s.length).ln(),
                    sentences: sum(|s| s.sentences).ln(),
                    cost: GROUPED[more] + joints - lacks[at..=at + more].iter().sum::<f32>(),
                    ..Group::default()
                });
            }
        }
        Self { sketches, groups }
    }

    /// Sets how far lengths may differ, for a variance between long counterparts.
    fn spread(&mut self, variance: f32) {
        for group in self.groups.iter_mut().flatten() {
            group.variance = 0.5 * (variance + SHORT / group.length.exp());
            group.bonus = 0.25 * (STRANGER / (2.0 * group.variance)).ln();
        }
    }
}

/// What speaks for joining a block with the next (above 0) or against it.
fn joint(block: &Sketch, next: &Sketch) -> f32 {
    let mut score = match block.goes_on {
        GoesOn::Bracket => return 4.0,
        GoesOn::Sentence if next.begins_inside => 3.0,
        // `N o t e` above the subject of the note.
        _ if block.line && next.line && block.length <= CAPTION && next.length > 2.0 * CAPTION => {
            1.6
        }
        _ if block.is_row() && next.is_row() => -1.0,
        _ if block.line != next.line => -1.5,
        _ => 0.0,
    };
    if next.item.is_some() {
        score -= 2.5;
    }
    match next.opening {
        Edge::Speaker | Edge::Bullet => score -= 1.5,
        Edge::Square => score -= 0.5,
        _ => {}
    }
    score
}
