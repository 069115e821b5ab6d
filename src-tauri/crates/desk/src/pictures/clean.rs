//! A picture without what it says about whoever took it.
//!
//! Cameras and programs write into a picture where, when, by whom and with what it was made, and often a small second
//! picture from before it was cropped. Of the container only the parts that a browser needs to show it stay, in their order,
//! byte for byte; whatever else is there goes, also what is not known and what follows the picture's end. How a photograph
//! is to be turned stays.
//!
//! Not here: whether the picture itself can be drawn, and what can be seen on it.

use press::PictureKind;

use super::exif;

/// What these bytes begin like.
pub(super) fn kind(bytes: &[u8]) -> Option<PictureKind> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some(PictureKind::Jpeg);
    }
    if bytes.starts_with(PNG) {
        return Some(PictureKind::Png);
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    webp.then_some(PictureKind::Webp)
}

/// The picture without its metadata; nothing for what is no whole picture of a known kind.
pub(super) fn cleaned(bytes: &[u8]) -> Option<(PictureKind, Vec<u8>)> {
    let kind = kind(bytes)?;
    let cleaned = match kind {
        PictureKind::Jpeg => jpeg(bytes)?,
        PictureKind::Png => png(bytes)?,
        PictureKind::Webp => webp(bytes)?,
    };
    Some((kind, cleaned))
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What a PNG needs to look as it does, animations included; everything else is text, times and programs' own notes.
const PNG_PARTS: [&[u8]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = PNG.to_vec();
    let mut rest = bytes.strip_prefix(PNG)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let part = rest.get(..length.checked_add(12)?)?;
        let name = after.get(..4)?;
        if PNG_PARTS.contains(&name) {
            out.extend_from_slice(part);
        }
        if name == b"IEND" {
            return Some(out);
        }
        rest = &rest[part.len()..];
    }
}

const WEBP_PARTS: [&[u8]; 7] = [
    b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// In the first byte of `VP8X`: that Exif and XMP follow.
const HAS_EXIF_OR_XMP: u8 = 0b0000_1100;

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let stated = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let mut rest = bytes.get(12..stated.checked_add(8)?)?;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
        // A part of an odd length has one byte more.
        let whole = length.checked_add(8)?.checked_next_multiple_of(2)?;
        let part = rest.get(..whole.min(rest.len()))?;
        if part.len() < length.checked_add(8)? {
            return None;
        }
        let name = part.get(..4)?;
        if WEBP_PARTS.contains(&name) {
            let at = parts.len();
            parts.extend_from_slice(part);
            parts.resize(at + whole, 0);
            if name == b"VP8X" {
                *parts.get_mut(at + 8)? &= !HAS_EXIF_OR_XMP;
            }
        }
        rest = &rest[part.len()..];
    }
    let length = u32::try_from(parts.len().checked_add(4)?).ok()?;
    let head: [&[u8]; 3] = [b"RIFF", &length.to_le_bytes(), b"WEBP"];
    (!parts.is_empty()).then(|| [&head.concat()[..], &parts].concat())
}

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xff, START];
    let mut turned = None;
    let mut is_turned = false;
    let mut rest = bytes.get(2..)?;
    loop {
        // Any number of 0xff may stand before a marker.
        let at = rest.iter().position(|byte| *byte != 0xff)?;
        let marker = rest[at];
        if at == 0 {
            return None;
        }
        rest = &rest[at + 1..];
        if marker == END {
            out.extend([0xff, END]);
            return Some(out);
        }
        let (length, _) = rest.split_first_chunk::<2>()?;
        let part = rest.get(..usize::from(u16::from_be_bytes(*length)))?;
        let said = part.get(2..)?;
        rest = &rest[part.len()..];
        turned = turned.or_else(|| exif::turned(marker, said));
        if shows(marker, said) {
            // What a viewer needs to turn it stands as early as it stood before.
            if let Some(turned) = turned.filter(|_| !is_turned && marker != 0xe0) {
                out.extend(exif::turning(turned));
                is_turned = true;
            }
            out.extend([0xff, marker]);
            out.extend_from_slice(part);
        }
        if marker == SCAN {
            let length = scan_length(rest)?;
            out.extend_from_slice(&rest[..length]);
            rest = &rest[length..];
        }
    }
}

/// Whether a part of a JPEG is needed to show it: the colours of JFIF, ICC and Adobe, and whatever draws.
fn shows(marker: u8, said: &[u8]) -> bool {
    match marker {
        0xe0 => said.starts_with(b"JFIF\0"),
        0xe2 => said.starts_with(b"ICC_PROFILE\0"),
        0xee => said.starts_with(b"Adobe"),
        0xe1..=0xef | COMMENT => false,
        _ => true,
    }
}

/// How far the drawn bytes go before the next marker; a zero behind 0xff is one of them, and so is a restart.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    let at = bytes.windows(2).position(ends)?;
    // Fill bytes belong to the marker.
    let fill = bytes[..at].iter().rev().take_while(|byte| **byte == 0xff);
    Some(at - fill.count())
}
