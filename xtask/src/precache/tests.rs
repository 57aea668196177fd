//! What the worker and the shipped files become.

use std::io::Read;

use super::*;

/// A folder that goes when it is dropped.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    pub(super) fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = env::temp_dir().join(format!("xtask-precache-{}-{name}", std::process::id()));
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    pub(super) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

const TEMPLATE: &str = "const VERSION = \"__VERSION__\";\nconst FILES = __FILES__;\n";

/// The least module there is: magic number and version.
const EMPTY_MODULE: &str = "\0asm\u{1}\0\0\0";

/// Its strands: eight bytes long, no function, and nothing in any of the twelve.
const EMPTY_STRANDS: &str = "\u{8}\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// SHA-256 in base64 of "abc" (FIPS 180-4, appendix) and of those strands (sha256sum).
const ABC: &str = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
const PROGRAM: &str = "sha256-Wj9k9mUtFRHvuRoeNkTHt3sEFGqqeL3KLOmTK4R9dks=";

fn bundle(name: &str) -> Folder {
    Folder::with(
        name,
        &[
            ("sw.js", TEMPLATE),
            ("index.html", "abc"),
            ("app_bg.wasm", EMPTY_MODULE),
            ("icons/icon.svg", "abc"),
            ("icons/icon.png", "abc"),
            ("app.js.map", "left out"),
            (".stage/secret", "left out"),
            ("old.js.br", "left out"),
        ],
    )
}

#[test]
fn the_worker_lists_every_file_with_its_hash_sorted() {
    let folder = bundle("list");
    write(&folder.0, true, None).unwrap();
    let list = format!(
        "[[\"/app_bg.strands\",\"{PROGRAM}\"],[\"/icons/icon.png\",\"{ABC}\"],[\"/icons/icon.svg\",\"{ABC}\"],[\"/index.html\",\"{ABC}\"]]"
    );
    let worker = folder.read("sw.js");
    assert!(
        worker.ends_with(&format!("const FILES = {list};\n")),
        "{worker}"
    );
    let version = worker.split('"').nth(1).unwrap();
    assert_eq!(version.len(), 64);
    assert!(version.chars().all(|digit| digit.is_ascii_hexdigit()));
}

#[test]
fn the_page_expects_the_program_without_names_and_in_strands() {
    // Both hashes by `openssl dgst -sha384 -binary | base64`.
    let old = "sha384-i9qQ4I6Iy7kkgbahvW/kL7sbKaEDCXyGrZAhJAzNC3hooCx8VkHRHN1V6Elk8eRy";
    let new = "sha384-J0qmnVn+oDsrGndONGIhhP3VEqkEfh9ITAtL6A2nQe5B2dbcSRu8ot8JqlvX72YN";
    let page = format!("<link href=\"/app.wasm\" integrity=\"{old}\" type=\"application/wasm\">");
    let named = format!("{EMPTY_MODULE}\0\u{5}\u{4}name");
    let folder = Folder::with(
        "names",
        &[
            ("sw.js", TEMPLATE),
            ("index.html", &page),
            ("app.wasm", &named),
        ],
    );
    write(&folder.0, true, None).unwrap();
    assert_eq!(folder.read("app.strands"), EMPTY_STRANDS);
    assert!(!folder.0.join("app.wasm").exists());
    assert_eq!(
        folder.read("index.html"),
        format!("<link href=\"/app.strands\" integrity=\"{new}\">")
    );
}

#[test]
fn parts_are_named_by_their_content_and_the_script_loads_exactly_them() {
    let parts = Folder::with(
        "parts",
        &[
            ("parts.txt", "rest chunk_2 split_rest\nwords chunk_2\n"),
            ("chunk_2.wasm", EMPTY_MODULE),
            (
                "split_rest.wasm",
                &format!("{EMPTY_MODULE}\0\u{5}\u{4}name"),
            ),
            ("main.wasm", EMPTY_MODULE),
        ],
    );
    let script = "import * as import1 from \"./__wasm_split.js\"\n\
        import * as import2 from \"./__wasm_split.js\"\nlet wasm;\n\
        function __wbg_finalize_init(instance, module) {\n}\n\
        async function __wbg_load(module, imports) {\n}\n\
        export { initSync, __wbg_init as default };\n";
    let folder = Folder::with(
        "whole",
        &[
            ("sw.js", TEMPLATE),
            ("index.html", "abc"),
            ("app.js", script),
            ("app_bg.wasm", EMPTY_MODULE),
        ],
    );
    write(&folder.0, true, Some(&parts.0)).unwrap();
    // The hash of its strands in hexadecimal begins so (sha256sum).
    let name = "later/rest-5a3f64f6652d1511.strands";
    let shared = "later/shared-5a3f64f6652d1511.strands";
    assert_eq!(folder.read(name), EMPTY_STRANDS);
    let script = folder.read("app.js");
    let file = |name| format!("[\"{name}\",\"{PROGRAM}\"]");
    let (rest, shared) = (file(name), file(shared));
    for asked in [
        format!("__wasm_split_load_rest: later([{shared},{rest}]),\n"),
        format!("__wasm_split_load_words: later([{shared}]),\n"),
    ] {
        assert!(script.contains(&asked), "{script}");
    }
    let then = "};\nconst import1 = parts;\nconst import2 = parts;\nlet wasm;\n";
    assert!(script.contains(then), "{script}");
    assert!(script.contains("export default async"), "{script}");
    assert!(
        folder
            .read("sw.js")
            .contains(&format!("[\"/{name}\",\"{PROGRAM}\"]"))
    );
    assert!(folder.0.join(format!("{name}.br")).exists());
}

#[test]
fn a_script_that_loads_no_parts_or_a_part_that_is_missing_stops_the_build() {
    let list = [("parts.txt", "rest split_rest\n")];
    let asks = "import * as import1 from \"./__wasm_split.js\"\n";
    for (name, script, why) in [
        ("asks-not", "let wasm;\n", "does not load parts"),
        ("no-part", asks, "split_rest.wasm"),
    ] {
        let parts = Folder::with(&format!("{name}-parts"), &list);
        let folder = Folder::with(
            name,
            &[
                ("sw.js", TEMPLATE),
                ("index.html", "abc"),
                ("app.js", script),
                ("app_bg.wasm", EMPTY_MODULE),
            ],
        );
        let error = write(&folder.0, true, Some(&parts.0)).unwrap_err();
        assert!(format!("{error:#}").contains(why), "{error:#}");
    }
}

#[test]
fn another_content_or_worker_is_another_version() {
    let one = fill(TEMPLATE, "[[\"/a\",\"sha256-x\"]]").unwrap();
    let other = fill(TEMPLATE, "[[\"/a\",\"sha256-y\"]]").unwrap();
    assert_ne!(one.lines().next(), other.lines().next());
    let worker = fill(
        &format!("{TEMPLATE}// changed\n"),
        "[[\"/a\",\"sha256-x\"]]",
    )
    .unwrap();
    assert_ne!(one.lines().next(), worker.lines().next());
    assert_eq!(one, fill(TEMPLATE, "[[\"/a\",\"sha256-x\"]]").unwrap());
}

#[test]
fn texts_and_programs_get_a_brotli_copy_that_unpacks_to_the_same() {
    let folder = bundle("brotli");
    write(&folder.0, true, None).unwrap();
    for file in ["index.html", "icons/icon.svg", "sw.js", "app_bg.strands"] {
        let small = fs::read(folder.0.join(format!("{file}.br"))).unwrap();
        let mut plain = String::new();
        brotli::Decompressor::new(small.as_slice(), 4096)
            .read_to_string(&mut plain)
            .unwrap();
        assert_eq!(plain, folder.read(file), "{file}");
    }
    assert!(!folder.0.join("icons/icon.png.br").exists());
    assert!(!folder.0.join("old.js.br.br").exists());
}

#[test]
fn a_template_without_its_places_stops_the_build() {
    for template in [
        "",
        "__VERSION__",
        "__FILES__",
        "__VERSION__ __FILES__ __FILES__",
    ] {
        let error = fill(template, "[]").unwrap_err().to_string();
        assert!(error.contains("the template sw.js must hold"), "{error}");
    }
}

#[test]
fn a_bundle_without_wasm_page_or_template_stops_the_build() {
    let whole = [
        ("sw.js", TEMPLATE),
        ("index.html", ""),
        ("app.wasm", EMPTY_MODULE),
    ];
    for (missing, message) in [
        ("sw.js", "the template"),
        ("index.html", "no /index.html"),
        ("app.wasm", "no .strands"),
    ] {
        let files: Vec<_> = whole
            .iter()
            .filter(|(name, _)| *name != missing)
            .copied()
            .collect();
        let folder = Folder::with(&format!("without-{missing}"), &files);
        let error = format!("{:#}", write(&folder.0, true, None).unwrap_err());
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_name_that_needs_quoting_stops_the_build() {
    for name in ["a b.js", "ảnh.png", "a\"b.js", "a#b.js"] {
        let folder = Folder::with("quoting", &[(name, "")]);
        assert!(list(&folder.0).is_err(), "{name}");
    }
}

#[test]
fn a_debug_build_takes_the_worker_away() {
    let folder = bundle("debug");
    write(&folder.0, false, None).unwrap();
    assert!(folder.read("sw.js").contains("registration.unregister()"));
    assert!(!folder.0.join("index.html.br").exists());
}

#[test]
fn the_page_expects_the_script_that_was_shortened_with_the_wasm() {
    let named = "\0asm\u{1}\0\0\0\u{2}\u{10}\u{1}\u{1}m\u{a}__wbg_nowx\0\0";
    let script = "const all = {\n    // The time.\n    __wbg_nowx: now,\n};\n";
    let page = format!("{} {}", sha384(script.as_bytes()), sha384(named.as_bytes()));
    let folder = Folder::with(
        "glue",
        &[
            ("sw.js", TEMPLATE),
            ("index.html", &page),
            ("app.js", script),
            ("app_bg.wasm", named),
        ],
    );
    write(&folder.0, true, None).unwrap();
    let short = "const all = {\na: now,\n};\n";
    // 17 bytes, of which nine come before any code.
    let wasm = "\u{11}\0\0\0\0\0\0\0\0\0\0\0\u{9}\0\u{2}\u{7}\u{1}\u{1}m\u{1}a\0\0";
    assert_eq!(folder.read("app.js"), short);
    assert_eq!(folder.read("app_bg.strands"), wasm);
    let expected = format!("{} {}", sha384(short.as_bytes()), sha384(wasm.as_bytes()));
    assert_eq!(folder.read("index.html"), expected);
}
