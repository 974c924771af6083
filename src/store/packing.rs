//! Bytes made fewer, and the same bytes again (Zstandard, RFC 8878).
//!
//! In come bytes, and others beside which they are packed: what stands there too is only pointed
//! at. What was packed beside others is unpacked beside the same. A thread keeps what it packs and
//! unpacks with. Nothing here can fail loudly, and nothing unpacked is longer than it was said to
//! be: what is damaged comes out as nothing or as other bytes, which a checksum has to tell.

use std::cell::RefCell;

use zstd_safe::{CCtx, CParameter, DCtx, compress_bound};

/// What everything that was packed begins with.
pub(super) const HEAD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// What begins so would be taken for a trained dictionary, not for bytes to point at.
const TRAINED: [u8; 4] = [0x37, 0xa4, 0x30, 0xec];
/// The most bytes for which a thread's own tables are used: larger ones are not kept.
const SMALL: usize = 1 << 20;

thread_local! {
    static PACKING: RefCell<Option<CCtx<'static>>> = const { RefCell::new(None) };
    static UNPACKING: RefCell<Option<DCtx<'static>>> = const { RefCell::new(None) };
}

/// The bytes packed beside others, if that makes them fewer. The two must not lie in one another.
pub(super) fn packed(bytes: &[u8], beside: &[u8], level: i32) -> Option<Vec<u8>> {
    // What does not fit into as many bytes is not wanted.
    let mut packed = Vec::with_capacity(bytes.len());
    let beside = pointed_at(beside);
    let mut pack =
        |packing: &mut CCtx| packing.compress_using_dict(&mut packed, bytes, beside, level).is_ok();
    let is_done = if bytes.len() + beside.len() > SMALL {
        pack(&mut CCtx::try_create()?)
    } else {
        PACKING.with_borrow_mut(|own| {
            if own.is_none() {
                *own = CCtx::try_create();
            }
            own.as_mut().is_some_and(pack)
        })
    };
    (is_done && packed.len() < bytes.len()).then(|| {
        packed.shrink_to_fit();
        packed
    })
}

/// The bytes packed with a checksum, so that what is damaged comes out as nothing.
pub(super) fn packed_with_checksum(bytes: &[u8], level: i32) -> Option<Vec<u8>> {
    let mut packing = CCtx::try_create()?;
    for setting in [CParameter::CompressionLevel(level), CParameter::ChecksumFlag(true)] {
        packing.set_parameter(setting).ok()?;
    }
    let mut packed = Vec::with_capacity(compress_bound(bytes.len()));
    packing.compress2(&mut packed, bytes).ok()?;
    Some(packed)
}

/// At most `size` bytes from what was packed beside others; `None` if that is damaged or more.
pub(super) fn unpacked(packed: &[u8], size: usize, beside: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size);
    UNPACKING.with_borrow_mut(|own| {
        if own.is_none() {
            *own = DCtx::try_create();
        }
        own.as_mut()?
            .decompress_using_dict(&mut bytes, packed, pointed_at(beside))
            .ok()
            .filter(|length| *length <= size)
    })?;
    Some(bytes)
}

fn pointed_at(beside: &[u8]) -> &[u8] {
    if beside.starts_with(&TRAINED) { &[] } else { beside }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], beside: &[u8]) -> usize {
        let packed = packed(bytes, beside, 3).expect("fewer bytes");
        assert!(packed.starts_with(&HEAD) && packed.len() < bytes.len());
        assert!(unpacked(&packed, bytes.len(), beside).expect("bytes") == bytes);
        assert_eq!(unpacked(&packed, bytes.len() - 1, beside), None, "no more than was said");
        packed.len()
    }

    /// Bytes without order.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn what_was_packed_is_the_same_again() {
        check(&"minutes of the conversation ".repeat(300).into_bytes(), b"");
        check(&vec![0; 3 << 20], b"");
        assert_eq!(packed(b"", b"", 3), None);
        assert_eq!(packed(&noise(70_000), b"", 3), None, "what has no order becomes no smaller");
    }

    #[test]
    fn what_stands_beside_it_costs_next_to_nothing() {
        let source = noise(50_000);
        let part = source[1_000..40_000].to_vec();
        assert!(check(&part, &source) < 100);
        // What looks like a trained dictionary is not read as one.
        let trained = [&TRAINED[..], &[1; 5_000]].concat();
        check(&trained.clone(), &trained);
        check(&[&[7; 300], &trained[..]].concat(), &trained);
    }

    #[test]
    fn what_has_a_checksum_is_the_same_or_nothing() {
        let bytes = [&noise(300)[..], &[b' '; 900]].concat();
        let whole = packed_with_checksum(&bytes, 3).expect("packed");
        assert_eq!(unpacked(&whole, bytes.len(), b"").as_ref(), Some(&bytes));
        for at in 0..whole.len() {
            let mut torn = whole.clone();
            torn[at] ^= 4;
            assert!(unpacked(&torn, bytes.len(), b"").is_none_or(|same| same == bytes), "{at}");
        }
        let none = packed_with_checksum(b"", 3).expect("packed");
        assert_eq!(unpacked(&none, 0, b""), Some(Vec::new()));
    }

    #[test]
    fn damage_is_nothing_or_other_bytes_and_never_more() {
        let beside = &noise(300)[..];
        let bytes = [beside, &[b' '; 900], &beside[100..]].concat();
        let whole = packed(&bytes, beside, 3).expect("fewer bytes");
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut torn = whole.clone();
                torn[at] ^= 1 << bit;
                let length = unpacked(&torn, bytes.len(), beside).map_or(0, |bytes| bytes.len());
                assert!(length <= bytes.len(), "bit {bit} of byte {at}");
            }
        }
        assert_eq!(unpacked(&whole[..whole.len() / 2], bytes.len(), beside), None);
        assert_eq!(unpacked(b"", 100, beside).unwrap_or_default(), b"");
        assert!(unpacked(&whole, bytes.len(), b"other bytes").is_none_or(|other| other != bytes));
    }
}
