//! Cells that a spreadsheet would calculate.

use aandacht::domain::netwerk::schild::{beschermd, onbeschermd};
use proptest::prelude::*;

use crate::common::cases;

#[test]
fn a_formula_is_guarded_and_a_telephone_number_is_not_damaged() {
    for (cel, written) in [
        ("=1+1", "'=1+1"),
        ("@SOM(A1)", "'@SOM(A1)"),
        ("-2+3", "'-2+3"),
        ("+A1", "'+A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("+31 45 560 00 01", "+31 45 560 00 01"),
        ("+31 (0)45-560 00 01", "+31 (0)45-560 00 01"),
        ("+3221234567 | crisis | ma-vr 9.00-17.00", "+3221234567 | crisis | ma-vr 9.00-17.00"),
        ("+3221234567\n+3221234568", "+3221234567\n+3221234568"),
        // A second line is part of the same formula, and a call to another program has a `!`.
        ("+31\n=HYPERLINK(\"x\")", "'+31\n=HYPERLINK(\"x\")"),
        ("+31|'/C calc'!A0", "'+31|'/C calc'!A0"),
        ("+cmd|'/C calc'!A0", "'+cmd|'/C calc'!A0"),
        ("+", "'+"),
        ("+-()", "'+-()"),
        ("", ""),
        ("a=1", "a=1"),
    ] {
        assert_eq!(beschermd(cel), written, "{cel}");
        assert_eq!(onbeschermd(written), cel, "{written}");
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn what_is_guarded_comes_back_and_calculates_nothing(cel in "['=+@\\-\t\r 0-9a-z|!\n＝]{0,12}") {
        let written = beschermd(&cel);
        prop_assert_eq!(onbeschermd(&written), cel.as_str());
        if written.starts_with(['=', '-', '@', '\t', '\r']) {
            prop_assert!(false, "{written}");
        }
        if written.starts_with('+') {
            prop_assert!(!written.split('|').next().unwrap_or_default().contains(|sign: char| sign.is_alphabetic() || sign == '='));
            prop_assert!(!(written.contains('|') && written.contains('!')));
        }
    }
}
