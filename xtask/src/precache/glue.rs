//! Shortens scripts: what only people read in them, and, in the one that wasm-bindgen writes
//! beside the wasm, the names of imports, which only the two know. Changes nothing it does
//! not know.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

/// A name that wasm-bindgen made, and the one that takes its place.
pub(super) type Renamed = HashMap<String, String>;

/// The names an import may have instead, shortest first: letters, as in a column of a sheet.
pub(super) fn short_name(mut number: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.insert(0, b'a' + u8::try_from(number % 26).unwrap_or_default());
        number /= 26;
        if number == 0 {
            break;
        }
        number -= 1;
    }
    name.into_iter().map(char::from).collect()
}

/// What follows in wasm-bindgen's script from here on is ways to get at the program; the
/// page gives its bytes.
const WAYS_IN: &str = "async function __wbg_load(";

/// The one way in that is left.
const WAY_IN: &str = "\
export default async ({ module_or_path }) => {
const { instance, module } = await WebAssembly.instantiate(await module_or_path, __wbg_get_imports());
return __wbg_finalize_init(instance, module);
};
";

/// The script with one way to start the program.
///
/// # Errors
/// When it does not end as wasm-bindgen's scripts do.
pub(super) fn with_one_way_in(script: &str) -> Result<String> {
    let (kept, ways) = script
        .split_once(WAYS_IN)
        .context("the script does not load the wasm")?;
    ensure!(
        kept.contains("function __wbg_finalize_init(instance, module)")
            && ways
                .trim_end()
                .ends_with("export { initSync, __wbg_init as default };"),
        "the script starts the wasm in a way that is not known here"
    );
    Ok(kept.to_owned() + WAY_IN)
}

/// The script with other names for its imports, without comments and indents.
///
/// # Errors
/// When a name does not stand in the script exactly once, or a text goes over several lines.
pub(super) fn shortened(script: &str, renamed: &Renamed) -> Result<String> {
    let mut short = String::new();
    let mut met = 0;
    let mut comment = false;
    for line in script.lines() {
        // An indent within a text of several lines would be a part of it.
        ensure!(
            line.matches('`').count().is_multiple_of(2),
            "a text of the script goes over several lines: {line}"
        );
        let line = line.trim_start();
        comment |= line.starts_with("/*");
        if comment {
            comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        met += rename(line, renamed, &mut short);
        short.push('\n');
    }
    ensure!(
        met == renamed.len(),
        "the script names {met} times the {} imports of the wasm",
        renamed.len()
    );
    Ok(short)
}

/// The script with other names wherever they stand.
pub(super) fn renamed(script: &str, renamed: &Renamed) -> String {
    let mut other = String::new();
    rename(script, renamed, &mut other);
    other
}

/// Writes a text with other names, and says how many there were.
fn rename(line: &str, renamed: &Renamed, short: &mut String) -> usize {
    let part_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut met = 0;
    let mut rest = line;
    while let Some(start) = rest.find(part_of_name) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|letter| !part_of_name(letter));
        let (name, next) = after.split_at(end.unwrap_or(after.len()));
        short.push_str(before);
        match renamed.get(name) {
            Some(other) => {
                met += 1;
                short.push_str(other);
            }
            None => short.push_str(name),
        }
        rest = next;
    }
    short.push_str(rest);
    met
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed() -> Renamed {
        let names = [("__wbg_now_1f", "a"), ("__wbg_set_22", "b")];
        names
            .map(|(long, short)| (long.to_owned(), short.to_owned()))
            .into()
    }

    #[test]
    fn names_go_on_after_z_with_two_letters() {
        for (number, name) in [
            (0, "a"),
            (25, "z"),
            (26, "aa"),
            (51, "az"),
            (52, "ba"),
            (701, "zz"),
            (702, "aaa"),
        ] {
            assert_eq!(short_name(number), name);
        }
    }

    #[test]
    fn imports_are_renamed_and_what_only_people_read_goes() {
        let script = "\
/**
 * @returns {number}
 */
const import0 = {
    __wbg_now_1f: function() {
        // The time.
        return f(`a  b /* c */`);
    },

    __wbg_set_22: function(__wbg_set_22x) {},
};
";
        let short = "\
const import0 = {
a: function() {
return f(`a  b /* c */`);
},
b: function(__wbg_set_22x) {},
};
";
        assert_eq!(shortened(script, &renamed()).unwrap(), short);
    }

    #[test]
    fn one_way_in_is_left_and_what_is_not_known_stops_the_build() {
        let head = "let wasm;\nfunction __wbg_finalize_init(instance, module) {\n}\n";
        let ways =
            "async function __wbg_load(module, imports) {\n}\nfunction initSync(module) {\n}\n";
        let end = "export { initSync, __wbg_init as default };\n";
        let small = with_one_way_in(&[head, ways, end].concat()).unwrap();
        assert_eq!(small, [head, WAY_IN].concat());
        for parts in [[head, end, ""], [ways, end, ""], [head, ways, ""]] {
            assert!(with_one_way_in(&parts.concat()).is_err(), "{parts:?}");
        }
    }

    #[test]
    fn a_script_that_does_not_name_each_import_once_is_left_alone() {
        for script in [
            "",
            "__wbg_now_1f\n",
            "__wbg_now_1f __wbg_set_22 __wbg_set_22\n",
            "__wbg_now_1f __wbg_set_22 `\n`\n",
        ] {
            assert!(shortened(script, &renamed()).is_err(), "{script:?}");
        }
    }
}
