//! Stories that nobody wrote: words as common and as rare as in a language, from a seed.

use manuscript::{Block, Credit, CreditLine, Inline, Reading, Run, Setting};

/// So many different words; the rank of a drawn one falls off as it does in newspapers.
const VOCABULARY: usize = 20_000;
const PEOPLE: usize = 40;
const SECTIONS: [&str; 6] = ["World", "City", "Money", "Sport", "Culture", "Opinion"];
const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "el", "fa", "gri", "hol", "is", "jo", "kan", "lu", "mer", "no", "or",
    "pel", "qua", "ris", "sta", "tem", "ur", "vin", "wes", "yor", "zin",
];

/// The same numbers for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// splitmix64.
    pub(crate) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.throw() % most as u64).expect("below a usize")
    }

    /// A rank, the low ones often: log-uniform, which is Zipf's law.
    fn rank(&mut self) -> usize {
        let part = (self.throw() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = (VOCABULARY as f64).powf(part) as usize;
        rank.min(VOCABULARY) - 1
    }
}

/// The word of a rank: different for each.
pub(crate) fn word(rank: usize) -> String {
    let count = SYLLABLES.len();
    let mut word = String::new();
    let mut rest = rank + count;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % count]);
        rest /= count;
    }
    word
}

/// A rare word, a common one: by their rank.
pub(crate) fn rare(dice: &mut Dice) -> String {
    word(VOCABULARY / 2 + dice.below(VOCABULARY / 2))
}

pub(crate) fn common(dice: &mut Dice) -> String {
    word(3 + dice.below(30))
}

/// A story of about so many words, in paragraphs of sixty.
pub(crate) fn story(dice: &mut Dice, words: usize) -> Reading {
    let paragraphs = words.div_ceil(60).max(1);
    let body = (0..paragraphs)
        .map(|_| Block::Paragraph(line(sentence(dice, words / paragraphs))))
        .collect();
    Reading {
        headline: line(sentence(dice, 8)),
        standfirst: line(sentence(dice, 16)),
        body,
        credits: vec![credit(dice.below(PEOPLE))],
        section: SECTIONS[dice.below(SECTIONS.len())].to_owned(),
        language: "en-GB".to_owned(),
        ..Reading::default()
    }
}

/// The same story with one word in twenty written anew.
pub(crate) fn edited(dice: &mut Dice, story: &Reading) -> Reading {
    let body = story.body.iter().map(|block| match block {
        Block::Paragraph(runs) => {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            let words: Vec<String> = text
                .split(' ')
                .map(|word| match dice.below(20) {
                    0 => rare(dice),
                    _ => word.to_owned(),
                })
                .collect();
            Block::Paragraph(line(words.join(" ")))
        }
        other => other.clone(),
    });
    Reading {
        body: body.collect(),
        ..story.clone()
    }
}

/// What a made-up story has besides its text.
pub(crate) fn furniture(number: usize, story: &Reading) -> Vec<Setting> {
    let credits = story.credits.iter().map(|credit| CreditLine {
        person: None,
        printed: credit.clone(),
    });
    vec![
        Setting::Slugline(format!("STORY-{number}")),
        Setting::Section(story.section.clone()),
        Setting::Language(story.language.clone()),
        Setting::Credits(credits.collect()),
        Setting::WebAddress(format!("story-{number}")),
    ]
}

/// The same as Markdown, for bringing it in.
pub(crate) fn markdown(story: &Reading) -> String {
    let body = manuscript::plain_text(&Reading {
        body: story.body.clone(),
        ..Reading::default()
    });
    let paragraphs: Vec<&str> = body
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    format!(
        "# {}\n\n{}\n",
        manuscript::plain(&story.headline),
        paragraphs.join("\n\n")
    )
}

fn credit(person: usize) -> Credit {
    Credit {
        name: format!("Reporter {}", word(person)),
        role: "reporter".to_owned(),
        slug: format!("reporter-{}", word(person)),
        ..Credit::default()
    }
}

fn sentence(dice: &mut Dice, words: usize) -> String {
    let words: Vec<String> = (0..words).map(|_| word(dice.rank())).collect();
    let mut sentence = words.join(" ");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence + "."
}

fn line(text: String) -> Inline {
    vec![Run {
        text,
        marks: Vec::new(),
    }]
}
