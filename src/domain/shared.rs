//! Short texts that a record says again and again (who acted, at which terminal), held once a thread
//! while lines are read: a long record is smaller, and folding it finds them at hand.
//!
//! What a text means must not depend on whether it is shared.

use serde::de::{Deserializer, Error, Visitor};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// So many are held a thread, and none longer than so many bytes: a record from elsewhere may have
/// as many as it likes.
const MOST: usize = 1_024;
const LONGEST: usize = 32;

thread_local! {
    static HELD: RefCell<HashSet<Arc<str>>> = RefCell::default();
}

fn share(text: &str) -> Arc<str> {
    if text.len() > LONGEST {
        return text.into();
    }
    HELD.with_borrow_mut(|held| {
        if let Some(one) = held.get(text) {
            return Arc::clone(one);
        }
        let one: Arc<str> = text.into();
        if held.len() < MOST {
            held.insert(Arc::clone(&one));
        }
        one
    })
}

/// Reads a text as it would be read otherwise.
pub(in crate::domain) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Arc<str>, D::Error> {
    deserializer.deserialize_str(Text)
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Arc<str>, E> {
        Ok(share(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_is_held_once_and_what_is_long_or_too_much_is_not() {
        let (one, again) = (share("P05"), share("P05"));
        assert!(Arc::ptr_eq(&one, &again) && &*one == "P05");
        let long = "长".repeat(LONGEST);
        assert!(share(&long) == share(&long) && !Arc::ptr_eq(&share(&long), &share(&long)));
        for n in 0..MOST * 2 {
            assert_eq!(&*share(&format!("Q{n}")), format!("Q{n}"));
        }
        assert!(HELD.with_borrow(HashSet::len) <= MOST);
    }
}
