//! Articles as they are pasted: the sample page whole, and texts with parts missing.

use super::*;
use crate::{plain, word_count};

/// A page of the kind that is pasted most, written for this test in the shape of the sample that the product keeps.
const PAGE: &str = include_str!("../../../../../tests/fixtures/article.txt");

fn known() -> KnownNames {
    KnownNames {
        sections: vec!["World".into(), "Politics".into()],
        outlets: vec![],
    }
}

fn read(text: &str) -> Article {
    read_article(text, &known())
}

fn paragraphs(article: &Article) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(text) => plain(text),
        other => panic!("a paragraph was expected: {other:?}"),
    };
    article.reading.body.iter().map(text).collect()
}

fn codes(article: &Article) -> Vec<&'static str> {
    article.losses.iter().map(Loss::code).collect()
}

mod sample {
    use super::*;

    #[test]
    fn every_field_of_the_sample_is_filled() {
        for known in [known(), KnownNames::default()] {
            let article = read_article(PAGE, &known);
            let reading = &article.reading;
            assert_eq!(reading.section, "World");
            assert_eq!(
                plain(&reading.headline),
                "Donald Trump, Kim Jong Un: The Two Leaders Planning A Second Meeting"
            );
            assert_eq!(
                plain(&reading.standfirst),
                "Kim has sent a positive letter to Trump seeking a follow-up meeting"
            );
            let body = paragraphs(&article);
            assert_eq!(body.len(), 9);
            assert!(
                body[0].starts_with("US President Donald Trump mentioned"),
                "{}",
                body[0]
            );
            assert!(body[8].ends_with("will meet by year’s end."), "{}", body[8]);
            assert_eq!(word_count(reading), 320);
        }
    }

    #[test]
    fn its_author_has_a_name_a_bio_and_an_outlet() {
        let article = read(PAGE);
        let credit = &article.reading.credits[0];
        assert_eq!(
            [credit.name.as_str(), &credit.role, &credit.outlet],
            ["Caroline Finnegan", "reporter", "The Chief Observer"]
        );
        assert!(
            credit
                .bio
                .starts_with("A professionnal journalist for the past ten years"),
            "a bio is kept as typed"
        );
        let author = article.author.expect("the sample is signed");
        assert_eq!(
            [author.name, author.bio, author.outlet],
            [&credit.name, &credit.bio, &credit.outlet].map(String::clone)
        );
        assert_eq!(article.reading.credits.len(), 1);
    }

    #[test]
    fn its_empty_related_list_and_its_button_are_reported() {
        let article = read(PAGE);
        let expected = [
            Loss::PageLineDropped {
                text: "Close".into(),
            },
            Loss::RelatedEmpty {
                heading: "Related Articles".into(),
            },
        ];
        assert_eq!(article.losses, expected);
        let last: Vec<PartName> = article
            .parts
            .iter()
            .rev()
            .take(5)
            .rev()
            .map(|part| part.what)
            .collect();
        use PartName::{Author, Bio, Dropped, Outlet, RelatedHeading};
        assert_eq!(last, [Author, Bio, Outlet, RelatedHeading, Dropped]);
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_make_no_difference() {
        let windows = format!("\u{feff}{}\r\n", PAGE.replace('\n', "\r\n"));
        assert_eq!(read(&windows), read(PAGE));
        assert_eq!(
            read_article_bytes(windows.as_bytes(), &known()).expect("it is text"),
            read(PAGE)
        );
    }
}

mod parts {
    use super::*;

    #[test]
    fn related_stories_become_related() {
        let article = read(&PAGE.replace(
            "Close",
            "What the summit left open\n\n• Sanctions, explained\n\nClose",
        ));
        let headlines: Vec<&str> = article
            .reading
            .related
            .iter()
            .map(|related| related.headline.as_str())
            .collect();
        assert_eq!(
            headlines,
            ["What the summit left open", "Sanctions, explained"]
        );
        assert_eq!(codes(&article), ["page-line-dropped"]);
    }

    #[test]
    fn a_card_under_the_related_stories_is_found_too() {
        let article = read(
            "Head line here\n\nText is here.\n\nRelated\n\nOther story\n\nAnn Lee\n\nAnn Lee is a reporter.",
        );
        assert_eq!(
            article.author.map(|author| author.name),
            Some("Ann Lee".into())
        );
        assert_eq!(article.reading.related.len(), 1);
    }

    #[test]
    fn a_byline_and_a_date_stand_under_the_headline() {
        let article = read(concat!(
            "POLITICS\nMayor resigns after vote\nShe leaves at once, the council says.\nBy Ann Lee and Bo van Dyk\n",
            "10 September 2018, 14:05\n3 min read\n\nThe mayor has resigned.\n\nShe gave no reason.\n",
        ));
        assert_eq!(
            article.reading.section, "Politics",
            "as the newsroom spells it"
        );
        assert_eq!(plain(&article.reading.headline), "Mayor resigns after vote");
        assert_eq!(
            plain(&article.reading.standfirst),
            "She leaves at once, the council says."
        );
        let names: Vec<&str> = article
            .reading
            .credits
            .iter()
            .map(|credit| credit.name.as_str())
            .collect();
        assert_eq!(names, ["Ann Lee", "Bo van Dyk"]);
        assert_eq!(
            paragraphs(&article),
            ["The mayor has resigned.", "She gave no reason."]
        );
        assert_eq!(
            codes(&article),
            ["page-line-dropped", "page-line-dropped"],
            "the date and the reading time"
        );
    }

    #[test]
    fn a_byline_and_a_card_of_one_person_are_one_credit() {
        let article = read(
            "Mayor resigns\n\nBY ANN LEE\n\nThe mayor has resigned.\n\nAnn Lee\n\nI write for The Evening Post.",
        );
        assert_eq!(article.reading.credits.len(), 1);
        assert_eq!(article.reading.credits[0].name, "Ann Lee");
        assert_eq!(article.reading.credits[0].outlet, "The Evening Post");
    }

    #[test]
    fn lines_of_the_page_are_dropped_and_named() {
        let article = read(
            "Menu\n\nMayor resigns\n\nThe mayor has left.\n\nAdvertisement\n\nClose to tears, she spoke.\n\nRead more: Budget\n\nShare",
        );
        assert_eq!(
            paragraphs(&article),
            ["The mayor has left.", "Close to tears, she spoke."]
        );
        let dropped: Vec<&str> = article
            .parts
            .iter()
            .filter(|part| part.what == PartName::Dropped)
            .map(|part| part.text.as_str())
            .collect();
        assert_eq!(
            dropped,
            ["Menu", "Advertisement", "Read more: Budget", "Share"]
        );
    }

    #[test]
    fn a_typed_list_becomes_bullets() {
        let article = read(
            "Mayor resigns\n\nThree reasons were given.\n\n- Age\n- Debt\n- Rain\n\nNobody laughed.",
        );
        assert!(matches!(&article.reading.body[1], Block::Bullets(items) if items.len() == 3));
    }
}

mod sparse {
    use super::*;

    #[test]
    fn a_note_of_one_paragraph_is_body() {
        let article = read("The mayor has resigned, her office said on Monday.");
        assert_eq!(
            paragraphs(&article),
            ["The mayor has resigned, her office said on Monday."]
        );
        assert_eq!(codes(&article), ["no-headline", "no-author"]);
        assert_eq!(article.author, None);
    }

    #[test]
    fn a_headline_alone_is_a_headline() {
        let article = read("Mayor resigns\n");
        assert_eq!(plain(&article.reading.headline), "Mayor resigns");
        assert!(article.reading.body.is_empty());
    }

    #[test]
    fn a_text_without_section_or_author_keeps_its_parts() {
        let article =
            read("Mayor resigns after vote\n\nThe mayor has resigned.\n\nShe gave no reason.");
        assert_eq!(article.reading.section, "");
        assert_eq!(plain(&article.reading.headline), "Mayor resigns after vote");
        assert_eq!(article.reading.standfirst, Inline::new());
        assert_eq!(paragraphs(&article).len(), 2);
        assert_eq!(codes(&article), ["no-author"]);
    }

    #[test]
    fn nothing_is_an_article_of_nothing() {
        assert_eq!(read("").reading, Reading::default());
        assert_eq!(read("Close\n\nShare").reading, Reading::default());
    }
}

mod bytes {
    use super::*;
    use crate::Error;

    fn check(bytes: &[u8], expected: &Unreadable) {
        assert_eq!(
            read_article_bytes(bytes, &known()),
            Err(Error::Unreadable(expected.clone()))
        );
    }

    #[test]
    fn what_is_not_text_is_refused_by_what_it_is() {
        check(b"", &Unreadable::Empty);
        check("\u{feff} \n\n".as_bytes(), &Unreadable::Empty);
        check(b"ok \xff no", &Unreadable::NotUtf8 { at: 3 });
        check(b"ok \0 no", &Unreadable::NotText { at: 3 });
        check(b"PK\x03\x04docx", &Unreadable::NotText { at: 0 });
        let long = vec![b'a'; LONGEST_ARTICLE + 1];
        check(
            &long,
            &Unreadable::TooLong {
                bytes: LONGEST_ARTICLE + 1,
                most: LONGEST_ARTICLE,
            },
        );
    }
}

mod law {
    use super::*;
    use crate::testing::hold;
    use proptest::prelude::*;

    #[test]
    fn no_text_is_wrong_and_no_line_disappears() {
        hold(&proptest::collection::vec(line(), 0..12), |lines| {
            let article = read(&lines.join("\n"));
            for line in lines
                .iter()
                .flat_map(|line| line.split(['\u{2028}', '\u{2029}']))
            {
                // A bullet, the dash before a name and the colon after a section are not words.
                let words = line.trim_matches(|c: char| c.is_whitespace() || "-–—•*:".contains(c));
                let has = |part: &Part| {
                    part.text.contains(words) || part.text.eq_ignore_ascii_case(words)
                };
                let kept = words.is_empty() || article.parts.iter().any(has);
                prop_assert!(kept, "{:?} is in no part of {:?}", line, article.parts);
            }
            Ok(())
        });
    }

    fn line() -> impl Strategy<Value = String> {
        let usual = vec![
            "",
            "",
            "World",
            "Mayor resigns",
            "By Ann Lee",
            "Ann Lee",
            "I write.",
            "Related",
            "Close",
            "- a",
            "Text is here.",
        ];
        prop_oneof![
            proptest::sample::select(usual).prop_map(str::to_string),
            "[A-Za-z .,•-]{0,90}",
            "\\PC{0,20}"
        ]
    }
}
