//! A module of three functions of its own after one import, taken apart by hand.

use super::*;

fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
    let mut module = HEADER.to_vec();
    // Two types without parameters.
    let types: (u8, &[u8]) = (TYPES, &[2, 0x60, 0, 0, 0x60, 0, 0]);
    for (kind, content) in std::iter::once(&types).chain(sections) {
        module.push(*kind);
        write_named(content, &mut module);
    }
    module
}

/// Function 0 is imported. 1 is `nop` five times and `call 2`, 2 is `return; call 3`, 3 is
/// `nop` five times; 1 and 2 are of type 1.
#[test]
fn functions_that_are_alike_stand_together_and_every_number_follows() {
    let import: &[u8] = b"\x01\x01m\x01f\0\0";
    let whole = module(&[
        (IMPORTS, import),
        (FUNCTIONS, &[3, 1, 1, 0]),
        (EXPORTS, b"\x03\x01a\0\x01\x01b\x02\x01\x01c\0\x03"),
        (START, &[2]),
        (ELEMENTS, &[2, 0, 0x41, 1, 0x0b, 3, 0, 1, 2, 1, 0, 1, 3]),
        (
            CODE,
            b"\x03\x09\0\x01\x01\x01\x01\x01\x10\x02\x0b\x05\0\x0f\x10\x03\x0b\x07\0\x01\x01\x01\x01\x01\x0b",
        ),
        (11, &[0]),
    ]);
    // 1 is followed by what is like it: 3 is 2 now, and 2 is 3.
    let ordered = module(&[
        (IMPORTS, import),
        (FUNCTIONS, &[3, 1, 0, 1]),
        (EXPORTS, b"\x03\x01a\0\x01\x01b\x02\x01\x01c\0\x02"),
        (START, &[3]),
        (ELEMENTS, &[2, 0, 0x41, 1, 0x0b, 3, 0, 1, 3, 1, 0, 1, 2]),
        (
            CODE,
            b"\x03\x09\0\x01\x01\x01\x01\x01\x10\x03\x0b\x07\0\x01\x01\x01\x01\x01\x0b\x05\0\x0f\x10\x02\x0b",
        ),
        (11, &[0]),
    ]);
    assert_eq!(by_likeness(&whole).unwrap(), ordered);
    assert_eq!(by_likeness(&ordered).unwrap(), ordered);
}

/// Functions 0 and 1 are empty, 2 calls 0 and 3 calls 1; all but 4 are of one type.
#[test]
fn functions_that_are_the_same_become_one_and_then_those_that_call_them() {
    let whole = module(&[
        (FUNCTIONS, &[5, 0, 0, 0, 0, 1]),
        (EXPORTS, b"\x02\x01a\0\x01\x01b\0\x03"),
        (ELEMENTS, &[1, 0, 0x41, 1, 0x0b, 2, 2, 3]),
        (
            CODE,
            &[
                5, 2, 0, 0x0b, 2, 0, 0x0b, 4, 0, 0x10, 0, 0x0b, 4, 0, 0x10, 1, 0x0b, 2, 0, 0x0b,
            ],
        ),
    ]);
    // Function 0 is called by 1, and what is of another type stays.
    let folded = module(&[
        (FUNCTIONS, &[3, 0, 0, 1]),
        (EXPORTS, b"\x02\x01a\0\x00\x01b\0\x01"),
        (ELEMENTS, &[1, 0, 0x41, 1, 0x0b, 2, 1, 1]),
        (CODE, &[3, 2, 0, 0x0b, 4, 0, 0x10, 0, 0x0b, 2, 0, 0x0b]),
    ]);
    assert_eq!(by_likeness(&whole).unwrap(), folded);
}

#[test]
fn a_module_without_functions_is_as_it_was() {
    let bare = module(&[(11, &[0])]);
    assert_eq!(by_likeness(&bare).unwrap(), bare);
}

#[test]
fn what_is_not_known_is_an_error() {
    let functions = (FUNCTIONS, &[1, 0][..]);
    let code = (CODE, &[1, 2, 0, 0x0b][..]);
    for sections in [
        vec![functions, (CODE, &[0][..])],
        vec![functions, (ELEMENTS, &[1, 5, 0, 0][..]), code],
        vec![functions, (ELEMENTS, &[1, 0, 0x23, 0, 0x0b, 0][..]), code],
        vec![functions, (CODE, &[1, 4, 0, 0xfd, 0, 0x0b][..])],
    ] {
        assert!(by_likeness(&module(&sections)).is_err());
    }
    assert!(by_likeness(b"<!doctype html>").is_err());
}

/// A part: memory, table and global come from the main one, no function does. 0 is `nop`
/// five times and `call 1`, 1 is empty, 2 is `nop` five times.
#[test]
fn what_is_imported_beside_functions_is_not_counted_among_them() {
    let imports: &[u8] = b"\x03\x01m\x01a\x02\0\x11\x01m\x01b\x01\x70\0\x05\x01m\x01c\x03\x7f\x01";
    // Active in the table 0, with the kind of its elements.
    let segment = |functions: [u8; 2]| {
        let mut segment = vec![1, 2, 0, 0x41, 3, 0x0b, 0, 2];
        segment.extend(functions);
        segment
    };
    let whole = module(&[
        (IMPORTS, imports),
        (FUNCTIONS, &[3, 1, 0, 1]),
        (ELEMENTS, &segment([0, 1])),
        (
            CODE,
            b"\x03\x09\0\x01\x01\x01\x01\x01\x10\x01\x0b\x02\0\x0b\x07\0\x01\x01\x01\x01\x01\x0b",
        ),
    ]);
    let ordered = module(&[
        (IMPORTS, imports),
        (FUNCTIONS, &[3, 1, 1, 0]),
        (ELEMENTS, &segment([0, 2])),
        (
            CODE,
            b"\x03\x09\0\x01\x01\x01\x01\x01\x10\x02\x0b\x07\0\x01\x01\x01\x01\x01\x0b\x02\0\x0b",
        ),
    ]);
    assert_eq!(by_likeness(&whole).unwrap(), ordered);
}

#[test]
fn places_that_are_held_free_for_other_modules_are_left_out() {
    let code: (u8, &[u8]) = (CODE, &[1, 2, 0, 0x0b]);
    let functions: (u8, &[u8]) = (FUNCTIONS, &[1, 0]);
    let held: &[u8] = &[
        2, 0, 0x41, 1, 0x0b, 1, 0, // the function 0
        4, 0x41, 2, 0x0b, 2, 0xd0, 0x70, 0x0b, 0xd0, 0x70, 0x0b, // nothing, twice
    ];
    let left: &[u8] = &[1, 0, 0x41, 1, 0x0b, 1, 0];
    let whole = module(&[functions, (ELEMENTS, held), code]);
    let without = module(&[functions, (ELEMENTS, left), code]);
    assert_eq!(by_likeness(&whole).unwrap(), without);

    let other = module(&[
        functions,
        (ELEMENTS, &[1, 4, 0x41, 2, 0x0b, 1, 0xd2, 0, 0x0b]),
        code,
    ]);
    assert!(by_likeness(&other).is_err());
}
