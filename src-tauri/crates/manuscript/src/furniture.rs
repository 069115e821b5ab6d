//! Everything of a story that is not edited as text: slugline, section, credits, tags and the like.

use crate::reading::{CorrectionNote, Credit, Related};

/// One change to a story's furniture. A list replaces the whole list; entries that stay keep their identity.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    Slugline(String),
    Section(String),
    /// A BCP 47 tag.
    Language(String),
    /// Fixes the web address; the empty text lets it follow the headline again.
    WebAddress(String),
    Byline(Option<String>),
    /// In byline order.
    Credits(Vec<CreditLine>),
    Tags(Vec<String>),
    Related(Vec<Related>),
    Corrections(Vec<CorrectionNote>),
}

/// A credit with the person behind it, whom readers do not see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CreditLine {
    /// An id that says nothing here.
    pub person: Option<String>,
    pub printed: Credit,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Furniture {
    pub slugline: String,
    pub section: String,
    pub language: String,
    /// The effective one: while it is not fixed it is made from the headline.
    pub web_address: String,
    pub web_address_fixed: bool,
    pub byline: Option<String>,
    pub credits: Vec<CreditLine>,
    pub tags: Vec<String>,
    pub related: Vec<Related>,
    pub corrections: Vec<CorrectionNote>,
}

const LONGEST_ADDRESS: usize = 80;

/// The web address that a headline makes: lower-case ASCII words joined by `-`, at most 80 characters, cut between words
/// where there is more than one.
pub fn web_address(headline: &str) -> String {
    let mut address = String::new();
    for word in plain_letters(headline).split(|c: char| !c.is_ascii_alphanumeric()) {
        let joined = address.len() + usize::from(!address.is_empty()) + word.len();
        if word.is_empty() {
            continue;
        }
        if joined > LONGEST_ADDRESS {
            if address.is_empty() {
                address.push_str(&word[..LONGEST_ADDRESS]);
            }
            break;
        }
        if !address.is_empty() {
            address.push('-');
        }
        address.push_str(word);
    }
    address
}

/// Lower case, without accents and apostrophes.
fn plain_letters(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => plain.push('a'),
            'ä' | 'æ' => plain.push_str("ae"),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => plain.push('c'),
            'ď' | 'đ' | 'ð' => plain.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => plain.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => plain.push('g'),
            'ĥ' | 'ħ' => plain.push('h'),
            'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => plain.push('i'),
            'ĵ' => plain.push('j'),
            'ķ' => plain.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => plain.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => plain.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ŏ' | 'ő' => plain.push('o'),
            'ö' | 'œ' => plain.push_str("oe"),
            'ŕ' | 'ŗ' | 'ř' => plain.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => plain.push('s'),
            'ß' => plain.push_str("ss"),
            'ţ' | 'ť' | 'ț' => plain.push('t'),
            'þ' => plain.push_str("th"),
            'ù' | 'ú' | 'û' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => plain.push('u'),
            'ü' => plain.push_str("ue"),
            'ŵ' => plain.push('w'),
            'ý' | 'ÿ' | 'ŷ' => plain.push('y'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            '\'' | '\u{2019}' | '\u{0307}' => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::web_address;

    fn check(headline: &str, address: &str) {
        assert_eq!(web_address(headline), address);
    }

    #[test]
    fn a_web_address_is_made_of_plain_words() {
        check("", "");
        check("  Council’s 3rd vote: “No!” ", "councils-3rd-vote-no");
        check("Größe, café & İzmir", "groesse-cafe-izmir");
        check("日本", "");
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let address = web_address(&"eleven ".repeat(20));
        assert_eq!(address.len(), 76);
        assert!(
            address.ends_with("-eleven"),
            "no word is cut in two: {address}"
        );
        assert_eq!(web_address(&"x".repeat(200)).len(), 80);
    }
}
