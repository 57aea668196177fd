//! The parts that the program was taken into: puts them among the shipped files, named by
//! their content, and writes into the script of the main one how each is loaded.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use super::{base64, wasm};
use crate::split::{LIST, LOADER};

/// The folder of what is loaded later, in the bundle.
pub(crate) const LATER: &str = "later";

/// What loads a part: all its files at once, each once, and again only after it failed. Then
/// calls the program back, by the number of a function in its table.
const LOAD: &str = "\
import { program } from './braid.js';
const loaded = {};
function load(file, integrity) {
const start = async () => {
const bytes = await program(new URL(file, import.meta.url), integrity);
await WebAssembly.instantiate(bytes, { __wasm_split: wasm });
};
loaded[file] ??= start().catch((error) => {
delete loaded[file];
throw error;
});
return loaded[file];
}
function later(files) {
return async (callback, data) => {
let there = 1;
try {
await Promise.all(files.map((file) => load(...file)));
} catch (error) {
console.error(error);
there = 0;
}
wasm.__indirect_function_table.get(callback)(data, there);
};
}
";

/// Puts the parts of the folder `parts` into the bundle, and gives the script that loads
/// them from there.
///
/// # Errors
/// When a part is missing or no module, or the script does not ask for parts.
pub(super) fn place(parts: &Path, staging: &Path, script: &str) -> Result<String> {
    ensure!(script.contains(LOADER), "the script does not load parts");
    let list = parts.join(LIST);
    let list = fs::read_to_string(&list).with_context(|| format!("no {}", list.display()))?;
    let folder = staging.join(LATER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut loader = LOAD.to_owned();
    loader.push_str("const parts = {\n");
    for line in list.lines() {
        let mut words = line.split(' ');
        let part = words.next().unwrap_or_default();
        let files = words
            .map(|file| place_file(parts, file, &folder))
            .collect::<Result<Vec<String>>>()?;
        writeln!(
            loader,
            "__wasm_split_load_{part}: later([{}]),",
            files.join(",")
        )?;
    }
    loader.push_str("};\n");
    with_loader(script, &loader)
}

/// The script with what loads the parts instead of where it believes to have it from:
/// wasm-bindgen names that place once for each part.
fn with_loader(script: &str, loader: &str) -> Result<String> {
    let from = format!(" from \"{LOADER}\"");
    let mut whole = String::new();
    let mut met = false;
    for line in script.lines() {
        let name = line.strip_prefix("import * as ");
        if let Some(name) = name.and_then(|name| name.strip_suffix(&from)) {
            if !met {
                whole.push_str(loader);
            }
            met = true;
            writeln!(whole, "const {name} = parts;")?;
        } else {
            whole.push_str(line);
            whole.push('\n');
        }
    }
    Ok(whole)
}

/// Puts one file there, and says where it is and what is in it, as the script writes it.
fn place_file(parts: &Path, file: &str, folder: &Path) -> Result<String> {
    // What several parts need is one file, loaded once.
    let name = file.strip_prefix("split_").unwrap_or("shared");
    let file = parts.join(format!("{file}.wasm"));
    let whole = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let small = wasm::without_names(&whole)
        .and_then(|small| wasm::by_likeness(&small))
        .and_then(|small| wasm::strands(&small))
        .with_context(|| file.display().to_string())?;
    let hash = Sha256::digest(&small);
    let mut name = format!("{name}-");
    for byte in &hash[..8] {
        write!(name, "{byte:02x}")?;
    }
    name.push_str(".strands");
    let place = folder.join(&name);
    fs::write(&place, &small).with_context(|| format!("cannot write {}", place.display()))?;
    let integrity = base64::encode(&hash);
    Ok(format!("[\"{LATER}/{name}\",\"sha256-{integrity}\"]"))
}
