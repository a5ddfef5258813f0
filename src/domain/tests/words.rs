//! The words of the domain's enums: those of the script and of the screen's lists are those that
//! stand in records. Only `ItemKind` has two: records hold `sign_in`, plans and scripts say `sign-in`.

use crate::domain::agenda::ItemState;
use crate::domain::floor::{SpeechKind, Stance};
use crate::domain::fraction::Op;
use crate::domain::outcome::Disposition;
use crate::domain::rule::{
    Abstain, Base, ChairVotes, Follow, Measure, Purpose, RecusalMode, Silent, TakesPart, Tie,
};
use crate::domain::sign_off::SignRole;
use crate::domain::vote::{Choice, Method};
use strum::VariantArray;

fn same<T: VariantArray + Copy + Into<&'static str> + serde::Serialize>() {
    for value in T::VARIANTS {
        let recorded = serde_json::to_value(value).expect("a word");
        let word: &str = (*value).into();
        assert_eq!(recorded, word, "in {}", std::any::type_name::<T>());
    }
}

#[test]
fn the_word_of_a_value_is_the_one_in_the_record() {
    same::<Abstain>();
    same::<Base>();
    same::<ChairVotes>();
    same::<Choice>();
    same::<Disposition>();
    same::<Follow>();
    same::<ItemState>();
    same::<Measure>();
    same::<Method>();
    same::<Op>();
    same::<Purpose>();
    same::<RecusalMode>();
    same::<SignRole>();
    same::<Silent>();
    same::<SpeechKind>();
    same::<Stance>();
    same::<TakesPart>();
    same::<Tie>();
}
