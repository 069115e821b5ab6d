//! Which way up a photograph is: the one thing in its Exif that a viewer needs.

/// The marker of the part that Exif lies in.
const APP1: u8 = 0xe1;
const EXIF: &[u8] = b"Exif\0\0";
const ORIENTATION: u16 = 0x0112;
/// The tag's type: a number of 16 bits.
const SHORT: u16 = 3;

/// How a part of a JPEG says the picture is turned; nothing when it says nothing or that it is not.
pub(super) fn turned(marker: u8, said: &[u8]) -> Option<u8> {
    let tiff = said.strip_prefix(EXIF).filter(|_| marker == APP1)?;
    let little = tiff.starts_with(b"II*\0");
    if !little && !tiff.starts_with(b"MM\0*") {
        return None;
    }
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match little {
            true => u16::from_le_bytes(bytes),
            false => u16::from_be_bytes(bytes),
        })
    };
    let long = |at: usize| {
        let (one, other) = (u32::from(short(at)?), u32::from(short(at.checked_add(2)?)?));
        usize::try_from(match little {
            true => one | other << 16,
            false => one << 16 | other,
        })
        .ok()
    };
    let first = long(4)?;
    let count = usize::from(short(first)?);
    let entries = (0..count).map(|n| first.checked_add(2 + n * 12));
    for entry in entries {
        let entry = entry?;
        if short(entry)? == ORIENTATION && short(entry.checked_add(2)?)? == SHORT {
            let turned = short(entry.checked_add(8)?)?;
            return u8::try_from(turned)
                .ok()
                .filter(|turned| (2..=8).contains(turned));
        }
    }
    None
}

/// A part of a JPEG that says nothing but how the picture is turned.
pub(super) fn turning(turned: u8) -> Vec<u8> {
    let tiff: [u8; 26] = [
        b'M', b'M', 0, b'*', 0, 0, 0, 8, // the first list begins at 8
        0, 1, // and has one entry
        1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, // how it is turned
        0, 0, 0, 0, // no list follows
    ];
    let length = u16::try_from(2 + EXIF.len() + tiff.len()).unwrap_or_default();
    let head: [&[u8]; 4] = [&[0xff, APP1], &length.to_be_bytes(), EXIF, &tiff];
    head.concat()
}
