use press::PictureKind;

use super::clean::{cleaned, kind};
use super::*;

/// A part of a JPEG.
fn part(marker: u8, said: &[u8]) -> Vec<u8> {
    let length = u16::try_from(said.len() + 2).expect("short");
    [&[0xff, marker], &length.to_be_bytes()[..], said].concat()
}

fn exif(turned: u8, little: bool) -> Vec<u8> {
    let big = [
        &b"Exif\0\0MM\0*\0\0\0\x08\0\x02"[..],
        b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26",
        &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0],
        b"\0\0\0\0 GPS 51.5N 0.1W",
    ];
    let small = [
        &b"Exif\0\0II*\0\x08\0\0\0\x01\0"[..],
        &[0x12, 1, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0],
        b"\0\0\0\0 GPS 51.5N 0.1W",
        b"",
    ];
    part(0xe1, &if little { small } else { big }.concat())
}

const JFIF: &[u8] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

/// 16 by 8 pixels, with bytes where the drawing would be.
fn jpeg(before: &[Vec<u8>]) -> Vec<u8> {
    let frame = part(0xc0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]);
    let scan = [
        part(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![1, 0xff, 0, 2, 0xff, 0xd0, 3],
    ]
    .concat();
    let again = [
        part(0xc4, &[0; 20]),
        part(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![4, 5],
    ]
    .concat();
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend(before.concat());
    bytes.extend([frame, scan, again, vec![0xff, 0xd9]].concat());
    bytes
}

fn png(texts: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], said: &[u8]| {
        let length = u32::try_from(said.len()).expect("short").to_be_bytes();
        [&length[..], name, said, b"sum!"].concat()
    };
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", b"\0\0\0\x10\0\0\0\x08\x08\0\0\0\0"));
    texts
        .iter()
        .for_each(|(name, said)| bytes.extend(chunk(name, said)));
    bytes.extend(chunk(b"IDAT", b"drawn"));
    bytes.extend(chunk(b"IEND", b""));
    bytes
}

fn webp(flags: u8, parts: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let vp8x = [flags, 0, 0, 0, 15, 0, 0, 7, 0, 0];
    let mut all: Vec<u8> = Vec::new();
    for (name, said) in [(b"VP8X", &vp8x[..])].iter().chain(parts) {
        all.extend_from_slice(*name);
        all.extend(u32::try_from(said.len()).expect("short").to_le_bytes());
        all.extend_from_slice(said);
        all.resize(all.len().next_multiple_of(2), 0);
    }
    let length = u32::try_from(all.len() + 4).expect("short").to_le_bytes();
    [&b"RIFF"[..], &length, b"WEBP", &all].concat()
}

fn check(from: &[u8], expected: &[u8], why: &str) {
    let (_, cleaned) = cleaned(from).expect("a whole picture");
    assert_eq!(cleaned, expected, "{why}");
}

#[test]
fn a_photograph_loses_where_and_by_whom_it_was_taken() {
    let icc = part(0xe2, b"ICC_PROFILE\0\x01\x01colours");
    let with = |before: &[Vec<u8>]| jpeg(&[&[part(0xe0, JFIF)], before].concat());
    let check = |before: &[Vec<u8>], kept: &[Vec<u8>], why: &str| {
        super::tests::check(&with(before), &with(kept), why);
    };
    check(&[exif(1, false)], &[], "Exif with a place");
    check(
        &[part(0xe1, b"http://ns.adobe.com/xap/1.0/\0<xmp>")],
        &[],
        "XMP",
    );
    check(&[part(0xed, b"Photoshop 3.0\0")], &[], "IPTC");
    check(&[part(0xfe, b"by A Photographer")], &[], "a comment");
    check(&[part(0xe2, b"MPF\0")], &[], "a second picture");
    let icc = std::slice::from_ref(&icc);
    check(icc, icc, "colours stay");
    let adobe = part(0xee, b"Adobe\0\x64\0\0\0\0\0");
    let adobe = std::slice::from_ref(&adobe);
    check(adobe, adobe, "and what they mean");
    let plain = with(&[]);
    let trailed = [&plain[..], &jpeg(&[exif(6, true)])].concat();
    super::tests::check(&trailed, &plain, "what follows the end goes");
}

#[test]
fn a_photograph_that_lies_on_its_side_stays_turned() {
    for little in [false, true] {
        let turned = jpeg(&[part(0xe0, JFIF), exif(6, little)]);
        let (_, once) = cleaned(&turned).expect("a whole picture");
        let says = |words: &[u8]| once.windows(words.len()).any(|part| part == words);
        assert!(!says(b"GPS"), "where it was taken is gone");
        assert!(
            says(b"\x01\x12\0\x03\0\0\0\x01\0\x06"),
            "which way up it is stays"
        );
        assert_eq!(
            cleaned(&once).map(|(_, again)| again),
            Some(once.clone()),
            "a clean picture stays as it is"
        );
    }
    check(&jpeg(&[exif(1, true)]), &jpeg(&[]), "upright needs no word");
}

#[test]
fn other_kinds_lose_what_they_say_too() {
    let place: (&[u8; 4], &[u8]) = (b"eXIf", b"place");
    check(
        &png(&[
            place,
            (b"tEXt", b"Author\0A Photographer"),
            (b"gAMA", b"\0\0\0\x01"),
            (b"tIME", b"now"),
        ]),
        &png(&[(b"gAMA", b"\0\0\0\x01")]),
        "a PNG",
    );
    check(
        &[png(&[]), b"more".to_vec()].concat(),
        &png(&[]),
        "after its end",
    );
    let drawn: (&[u8; 4], &[u8]) = (b"VP8 ", b"drawn");
    check(
        &webp(
            0b0010_1100,
            &[
                (b"ICCP", b"colours"),
                drawn,
                (b"EXIF", b"place"),
                (b"XMP ", b"<x>"),
            ],
        ),
        &webp(0b0010_0000, &[(b"ICCP", b"colours"), drawn]),
        "a WebP says no more that Exif follows",
    );
}

#[test]
fn what_is_no_whole_picture_is_refused() {
    let check = |bytes: &[u8], why: &str| assert_eq!(cleaned(bytes), None, "{why}");
    check(b"", "nothing");
    check(b"<svg onload='alert(1)'/>", "a program");
    check(b"GIF89a", "a kind that tells more than it shows");
    for whole in [
        jpeg(&[exif(6, false)]),
        png(&[]),
        webp(0, &[(b"VP8 ", b"odd")]),
    ] {
        assert!(kind(&whole).is_some());
        for end in 0..whole.len() - 1 {
            check(&whole[..end], "cut off");
        }
    }
}

#[test]
fn no_bytes_harm_whoever_cleans_them() {
    let whole = [
        jpeg(&[part(0xe0, JFIF), exif(6, false), exif(3, true)]),
        png(&[(b"tEXt", b"words")]),
        webp(12, &[(b"VP8 ", b"odd"), (b"EXIF", b"place")]),
    ];
    for whole in whole {
        for at in 0..whole.len() {
            for byte in [0, 1, 0x7f, 0x80, 0xfe, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                if let Some((kind, once)) = cleaned(&damaged) {
                    assert_eq!(
                        cleaned(&once),
                        Some((kind, once.clone())),
                        "byte {at} is {byte}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_picture_says_how_large_it_is() {
    for bytes in [jpeg(&[]), png(&[]), webp(0, &[(b"VP8 ", b"odd")])] {
        let (_, cleaned) = cleaned(&bytes).expect("a whole picture");
        let size = imagesize::blob_size(&cleaned).expect("it has a size");
        assert_eq!((size.width, size.height), (16, 8));
    }
}

#[test]
fn a_figure_is_named_by_its_place_with_each_thing_that_it_is_without() {
    let figure = |alt: &str, caption: &str, credit: &str| Block::Figure {
        picture: PictureHash([0; 32]),
        alt: line(alt),
        caption: line(caption),
        credit: line(credit),
    };
    let reading = Reading {
        body: vec![
            figure("a", "b", "c"),
            Block::Quote(vec![figure("a", "b", " "), figure("a", "", "")]),
            figure("", "b", ""),
        ],
        ..Reading::default()
    };
    let bare = bare_figures(&reading).into_iter();
    let bare: Vec<(u32, FigureLack)> = bare.map(|figure| (figure.number, figure.lacks)).collect();
    assert_eq!(
        bare,
        [
            (2, FigureLack::Credit),
            (3, FigureLack::Caption),
            (3, FigureLack::Credit),
            (4, FigureLack::Alt),
            (4, FigureLack::Credit)
        ]
    );
    let kinds = kinds(&[
        (PictureHash([0; 32]), png(&[])),
        (PictureHash([1; 32]), vec![]),
    ]);
    assert_eq!(kinds.get(&PictureHash([0; 32])), Some(&PictureKind::Png));
    assert_eq!(kinds.len(), 1, "what is no picture has no kind");
}
