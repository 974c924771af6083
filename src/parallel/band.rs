//! Which pairs of blocks are looked at.
//!
//! In come the anchors that stand once in each text; out goes, for each block of the first text,
//! a range of the other text's blocks that its counterpart is sought in. Short texts are compared
//! whole. The ranges never go back and each overlaps the next, so that a way through them always
//! exists; their sum is bounded by a constant for each block.

/// Up to so many pairs of blocks, all are looked at.
const WHOLE: usize = 300_000;

/// How many pairs are looked at in longer texts, as long as the band keeps its least width.
const WANTED: usize = 3_000_000;

/// The least and the greatest distance from the middle of the band to its edges, in blocks.
const HALF: (usize, usize) = (48, 400);

/// For each place in the first text, 0 to its number of blocks, the places of the other text that
/// a way may pass; the end is excluded.
#[derive(Debug)]
pub(super) struct Band {
    rows: Vec<(usize, usize)>,
    /// Where each row begins when all rows stand one after the other.
    starts: Vec<usize>,
}

impl Band {
    /// The band for texts of `first` and `other` blocks, led by `posts`: places in both texts,
    /// rising in both, that belong together.
    pub(super) fn new(first: usize, other: usize, posts: &[(usize, usize)]) -> Self {
        let mut rows = Vec::with_capacity(first + 1);
        if (first + 1).saturating_mul(other + 1) <= WHOLE {
            rows.resize(first + 1, (0, other + 1));
        } else {
            let half = (WANTED / (2 * (first + other + 1))).clamp(HALF.0, HALF.1);
            let mut centres = centres(first, other, posts).into_iter().peekable();
            let mut reached = 0;
            while let Some(centre) = centres.next() {
                let next = centres.peek().copied().unwrap_or(other);
                // A row begins where the one before still reached, and goes on to the next centre.
                let from = centre.saturating_sub(half).min(reached);
                let to = (next.max(centre) + half).min(other) + 1;
                reached = to - 1;
                rows.push((from, to));
            }
            if let Some(last) = rows.last_mut() {
                last.1 = other + 1;
            }
            // Only what a later row still needs: beginnings never go back.
            for at in (1..rows.len()).rev() {
                rows[at - 1].0 = rows[at - 1].0.min(rows[at].0);
            }
            if let Some(row) = rows.first_mut() {
                row.0 = 0;
            }
        }
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        for (from, to) in &rows {
            starts.push(sum);
            sum += to - from;
        }
        starts.push(sum);
        Self { rows, starts }
    }

    /// How many cells all rows have.
    pub(super) fn cells(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// The range of row `row`.
    pub(super) fn row(&self, row: usize) -> (usize, usize) {
        self.rows[row]
    }

    /// The cell of a row and column, if the band has it.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let (from, to) = self.rows[row];
        (from..to).contains(&column).then(|| self.starts[row] + column - from)
    }
}

/// The middle of the band at each place of the first text, straight from post to post.
fn centres(first: usize, other: usize, posts: &[(usize, usize)]) -> Vec<usize> {
    let mut centres = Vec::with_capacity(first + 1);
    let (mut from, mut at) = ((0, 0), posts.iter().copied().chain([(first, other)]));
    let mut to = at.next().unwrap_or((first, other));
    for row in 0..=first {
        while row > to.0 {
            from = to;
            to = at.next().unwrap_or((first, other));
        }
        let (rise, run) = (to.1 - from.1, (to.0 - from.0).max(1));
        centres.push(from.1 + rise * (row - from.0) / run);
    }
    centres
}

/// The longest row of places that rises in both texts, of places sorted by the first; places that
/// no neighbour agrees with are left out.
pub(super) fn posts(mut places: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    places.sort_unstable();
    places.dedup_by_key(|place| place.0);
    // `tails[k]` is the place that ends the best row of k + 1 places so far.
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; places.len()];
    for at in 0..places.len() {
        let rank = tails.partition_point(|tail| places[*tail].1 < places[at].1);
        if rank > 0 {
            before[at] = tails[rank - 1];
        }
        if rank == tails.len() {
            tails.push(at);
        } else {
            tails[rank] = at;
        }
    }
    let mut row = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        row.push(places[at]);
        at = before[at];
    }
    row.reverse();
    let agree = |one: (usize, usize), other: (usize, usize)| {
        let (along, up) = (one.0.abs_diff(other.0), one.1.abs_diff(other.1));
        along.abs_diff(up) <= 6 + along.max(up) / 4
    };
    (0..row.len())
        .filter(|&at| {
            (at > 0 && agree(row[at - 1], row[at]))
                || row.get(at + 1).is_some_and(|next| agree(row[at], *next))
        })
        .map(|at| row[at])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_passable(band: &Band, first: usize, other: usize) {
        assert_eq!(band.row(0).0, 0);
        assert_eq!(band.row(first).1, other + 1);
        for row in 1..=first {
            let (before, now) = (band.row(row - 1), band.row(row));
            assert!(
                before.0 <= now.0 && before.1 <= now.1 && now.0 < before.1,
                "{before:?} {now:?}"
            );
        }
    }

    #[test]
    fn a_way_through_the_band_always_exists() {
        for (first, other) in [(0, 0), (0, 9), (9, 0), (40, 40), (5_000, 5_000), (3, 600_000)] {
            is_passable(&Band::new(first, other, &[]), first, other);
        }
        is_passable(&Band::new(5_000, 4_000, &[(10, 3_000), (4_990, 3_010)]), 5_000, 4_000);
    }

    #[test]
    fn the_band_grows_with_the_texts_and_not_with_their_product() {
        assert!(Band::new(5_000, 5_000, &[]).cells() < 4_100_000);
        assert!(Band::new(60_000, 60_000, &[]).cells() < 8_000_000);
        assert!(Band::new(600_000, 10, &[]).cells() < 8_000_000);
    }

    #[test]
    fn posts_rise_in_both_texts_and_stand_by_each_other() {
        let found = posts(vec![(5, 4), (1, 1), (2, 900), (3, 2), (900, 8000)]);
        assert_eq!(found, [(1, 1), (3, 2), (5, 4)]);
        assert_eq!(posts(Vec::new()), []);
    }
}
