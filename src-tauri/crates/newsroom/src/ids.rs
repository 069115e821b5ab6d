//! The names of things: newsroom, story, person, entry, device.
//!
//! Each is a fixed number of bytes with its own type, so that a story can never be passed where a person is meant.
//! All are shown and read as lower-case hex. Random ones are drawn outside; chance is not here.

use std::{fmt, str::FromStr};

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::Error;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            pub const LENGTH: usize = $length;

            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }

            /// Refused with [`Error::NotAnId`] when the length is wrong.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, Error> {
                bytes.try_into().map(Self).map_err(|_| Error::NotAnId { name: stringify!($name) })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                let mut bytes = [0; $length];
                match hex_into(text, &mut bytes) {
                    true => Ok(Self(bytes)),
                    false => Err(Error::NotAnId { name: stringify!($name) }),
                }
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
                let at = d.position();
                Self::from_slice(d.bytes()?).map_err(|_| decode::Error::message("an id of another length").at(at))
            }
        }
    };
}

id!(
    /// A newsroom: 16 random bytes, drawn when it is founded.
    NewsroomId, 16
);
id!(
    /// A story: 16 random bytes.
    StoryId, 16
);
id!(
    /// A person, with or without an account: 16 random bytes.
    PersonId, 16
);
id!(
    /// An entry: blake3 of its canonical envelope.
    EntryId, 32
);
id!(
    /// One person's key on one laptop: the ed25519 public key itself.
    DeviceId, 32
);

/// Only lower-case digits are read, so that an id has one spelling.
fn hex_into(text: &str, bytes: &mut [u8]) -> bool {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    text.len() == bytes.len() * 2
        && bytes
            .iter_mut()
            .zip(text.as_bytes().chunks_exact(2))
            .all(|(byte, pair)| match (digit(pair[0]), digit(pair[1])) {
                (Some(high), Some(low)) => {
                    *byte = high << 4 | low;
                    true
                }
                _ => false,
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_what_it_shows() {
        let id = StoryId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse::<StoryId>(), Ok(id));
    }

    #[test]
    fn an_id_has_one_spelling() {
        let refused = Err(Error::NotAnId { name: "StoryId" });
        for text in [
            "",
            "00",
            "g0112233445566778899aabbccddeeff",
            "AA112233445566778899aabbccddeeff",
            "éé",
        ] {
            assert_eq!(text.parse::<StoryId>(), refused, "{text:?} is not an id");
        }
    }
}
