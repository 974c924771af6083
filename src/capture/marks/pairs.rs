//! Which bracket closes which, over the blocks of a text.

use crate::document::Block;

/// How many marks a block carries at most; further brackets stay as printed.
pub(super) const MOST_IN_A_BLOCK: usize = 2000;

/// How deep brackets nest; deeper ones stay as printed.
const DEEPEST: usize = 8;

/// How many blocks a bracket may run over.
const FARTHEST: usize = 12;

/// Where a bracket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) block: usize,
    /// The byte of the block's text.
    pub(super) at: usize,
}

/// A bracket with the one that closes it.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) open: Place,
    pub(super) close: Place,
    /// The lengths of the blocks from the first to the last, where there are several.
    pub(super) lengths: Vec<usize>,
}

/// All pairs in the order of their closing, and the brackets that never close. Of two brackets
/// that open and close together, only the outer is a pair.
pub(super) fn pairs(blocks: &[Block]) -> (Vec<Pair>, Vec<Place>) {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut unclosed = Vec::new();
    let mut open: Vec<Place> = Vec::new();
    let mut too_deep = 0_usize;
    for (block, Block { text, .. }) in blocks.iter().enumerate() {
        let old = open.iter().take_while(|place| place.block + FARTHEST < block).count();
        unclosed.extend(open.drain(..old));
        if old > 0 {
            too_deep = 0;
        }
        if open.is_empty() && !text.as_bytes().contains(&b'[') {
            continue;
        }
        let mut here = 0;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'[' if open.len() < DEEPEST && here < MOST_IN_A_BLOCK => {
                    open.push(Place { block, at });
                    here += 1;
                }
                b'[' => too_deep += 1,
                b']' if too_deep > 0 => too_deep -= 1,
                b']' => {
                    let Some(from) = open.pop() else { continue };
                    if let Some(inner) = pairs.last()
                        && inner.open.block == from.block
                        && inner.close.block == block
                        && inner.open.at == from.at + 1
                        && inner.close.at + 1 == at
                    {
                        pairs.pop();
                    }
                    let lengths = if from.block == block {
                        Vec::new()
                    } else {
                        blocks[from.block..=block].iter().map(|block| block.text.len()).collect()
                    };
                    pairs.push(Pair { open: from, close: Place { block, at }, lengths });
                }
                _ => {}
            }
        }
    }
    unclosed.extend(open);
    (pairs, unclosed)
}
