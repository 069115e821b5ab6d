//! What a key press costs in a short and in a very long story. Compared with each other in one run, so that a slow or busy
//! machine changes nothing.

use std::time::{Duration, Instant};

use serde_json::json;

use super::body;
use crate::manuscript::Manuscript;
use crate::reading::{Block, Reading, Run};

fn story(paragraphs: usize) -> Manuscript {
    let text = "word ".repeat(50);
    let paragraph = Block::Paragraph(vec![Run {
        text,
        marks: vec![],
    }]);
    let mut story = Manuscript::empty(1);
    story
        .rewrite(&Reading {
            body: vec![paragraph; paragraphs],
            ..Reading::default()
        })
        .expect("a reading");
    story
}

/// The median of many key presses in the middle.
fn key_press(story: &mut Manuscript, middle: usize) -> Duration {
    let press = |at: usize| body(json!([{"retain": at}, {"insert": "x"}]));
    let mut times: Vec<Duration> = (0..200)
        .map(|count| {
            let key = [press(middle + count)];
            let begin = Instant::now();
            story.apply(&key).expect("sound");
            begin.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

#[test]
fn a_key_press_costs_the_same_in_a_story_of_fifty_thousand_words() {
    let short = key_press(&mut story(10), 1_000);
    let long = key_press(&mut story(1_000), 125_000);
    eprintln!("a key press: {short:?} in 500 words, {long:?} in 50,000");
    assert!(
        long < short * 8 + Duration::from_micros(50),
        "the cost grows with the story: {short:?}, {long:?}"
    );
}
