//! Makes the module smaller once it is compressed: functions that are alike stand beside each
//! other, those that are the same become one (0.3 %). What it does is as before.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};

use super::code::Code;
use super::likeness;
use super::{
    CODE, HEADER, IMPORTS, after_name, after_number, locals, name, number, section, write_named,
    write_number,
};

/// Kinds of sections: types, and those that name functions by their number.
const TYPES: u8 = 1;
const FUNCTIONS: u8 = 3;
const EXPORTS: u8 = 7;
const START: u8 = 8;
const ELEMENTS: u8 = 9;

/// The same module with its functions in another order. Names of functions must be gone.
///
/// # Errors
/// When this is no wasm module, or holds something that is not known here.
pub(crate) fn by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut sections = Vec::new();
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        sections.push((kind, content));
        rest = next;
    }
    let find = |wanted| {
        let mut found = sections.iter().filter(|(kind, _)| *kind == wanted);
        found.next().map(|(_, content)| *content)
    };
    let (Some(types), Some(code)) = (find(FUNCTIONS), find(CODE)) else {
        return Ok(module.to_vec());
    };
    let imported = find(IMPORTS).map_or(Ok(0), functions_imported)?;
    let types = numbers(types)?;
    let bodies = bodies(code, &types, &parameters(find(TYPES).unwrap_or(&[0]))?)?;
    let bodies: Vec<Code<'_>> = bodies
        .iter()
        .map(|body| Code::of(body))
        .collect::<Result<_>>()?;
    let firsts = firsts(&types, &bodies, imported);
    let single: Vec<usize> = (0..bodies.len())
        .filter(|own| firsts[*own] == *own)
        .collect();
    let alike = likeness::chain(
        &single
            .iter()
            .map(|own| bodies[*own].doing())
            .collect::<Vec<_>>(),
    );
    let order: Vec<usize> = alike.into_iter().map(|place| single[place]).collect();
    let mut places = vec![0; bodies.len()];
    for (place, function) in order.iter().enumerate() {
        places[*function] = place;
    }
    let places: Vec<usize> = firsts.into_iter().map(|first| places[first]).collect();
    let renumber = |function: usize| match function.checked_sub(imported) {
        None => function,
        // A number beyond the last is no function's, and stays.
        Some(own) => imported + places.get(own).copied().unwrap_or(own),
    };
    let mut ordered = HEADER.to_vec();
    for (kind, content) in sections {
        let content = match kind {
            FUNCTIONS => {
                let mut list = Vec::new();
                write_number(order.len(), &mut list);
                for function in &order {
                    write_number(types[*function], &mut list);
                }
                list
            }
            EXPORTS => exports(content, renumber)?,
            START => {
                let mut start = Vec::new();
                write_number(renumber(number(content)?.0), &mut start);
                start
            }
            ELEMENTS => elements(content, renumber)?,
            CODE => {
                let mut list = Vec::new();
                write_number(order.len(), &mut list);
                for function in &order {
                    write_named(&bodies[*function].write(renumber), &mut list);
                }
                list
            }
            _ => content.to_vec(),
        };
        ordered.push(kind);
        write_named(&content, &mut ordered);
    }
    Ok(ordered)
}

/// How many of the imports are functions.
pub(super) fn functions_imported(content: &[u8]) -> Result<usize> {
    let (count, mut rest) = number(content)?;
    let mut functions = 0;
    for _ in 0..count {
        let after = after_name(after_name(rest)?)?;
        let (kind, after) = after.split_first().context("an import is cut off")?;
        rest = match kind {
            0 => {
                functions += 1;
                number(after)?.1
            }
            // A table: the type of its elements, then as a memory.
            1 => after_limits(after.get(1..).context("an import is cut off")?)?,
            2 => after_limits(after)?,
            // A global: its type, and whether it changes.
            3 => after.get(2..).context("an import is cut off")?,
            _ => bail!("the import of the kind {kind} is not known here"),
        };
    }
    Ok(functions)
}

fn after_limits(bytes: &[u8]) -> Result<&[u8]> {
    let (kind, after) = number(bytes)?;
    let (_, after) = number(after)?;
    match kind {
        0 => Ok(after),
        1 => Ok(number(after)?.1),
        _ => bail!("the limits of the kind {kind} are not known here"),
    }
}

/// For each function the first that is the same: of its type, with its code once those that
/// it names are the same.
fn firsts(types: &[usize], bodies: &[Code<'_>], imported: usize) -> Vec<usize> {
    let mut firsts: Vec<usize> = (0..bodies.len()).collect();
    loop {
        let before = firsts.clone();
        let first = |named: usize| match named.checked_sub(imported) {
            None => named,
            Some(own) => imported + before.get(own).copied().unwrap_or(own),
        };
        let mut met = HashMap::new();
        for (function, body) in bodies.iter().enumerate() {
            let same = (types[function], body.write(first));
            firsts[function] = *met.entry(same).or_insert(function);
        }
        if firsts == before {
            return firsts;
        }
    }
}

fn numbers(content: &[u8]) -> Result<Vec<usize>> {
    let (count, mut rest) = number(content)?;
    let mut list = Vec::new();
    for _ in 0..count {
        let (value, next) = number(rest)?;
        list.push(value);
        rest = next;
    }
    Ok(list)
}

/// The body of each function, its variables numbered by use.
fn bodies(content: &[u8], types: &[usize], parameters: &[usize]) -> Result<Vec<Vec<u8>>> {
    let (count, mut rest) = number(content)?;
    ensure!(types.len() == count, "functions lack types or code");
    let mut list = Vec::with_capacity(count);
    for kind in types {
        let parameters = parameters.get(*kind).context("a type is not there")?;
        list.push(locals::by_use(name(rest)?, *parameters)?);
        rest = after_name(rest)?;
    }
    Ok(list)
}

/// How many parameters the functions of each type have.
fn parameters(content: &[u8]) -> Result<Vec<usize>> {
    let (count, mut rest) = number(content)?;
    let mut list = Vec::with_capacity(count);
    for _ in 0..count {
        let after = rest
            .strip_prefix(&[0x60])
            .context("a type is no function's")?;
        list.push(number(after)?.0);
        rest = after_name(after_name(after)?)?;
    }
    Ok(list)
}

fn exports(content: &[u8], renumber: impl Fn(usize) -> usize) -> Result<Vec<u8>> {
    let (count, mut rest) = number(content)?;
    let mut list = Vec::new();
    write_number(count, &mut list);
    for _ in 0..count {
        let after = after_name(rest)?;
        let kind = *after.first().context("an export is cut off")?;
        list.extend_from_slice(&rest[..=rest.len() - after.len()]);
        let (value, next) = number(&after[1..])?;
        // Kind 0 is a function.
        write_number(if kind == 0 { renumber(value) } else { value }, &mut list);
        rest = next;
    }
    Ok(list)
}

/// Segments of functions: active in the first table, passive, or declared. Those that hold
/// places free for other modules are left out: the places are empty without them.
fn elements(content: &[u8], renumber: impl Fn(usize) -> usize) -> Result<Vec<u8>> {
    let (count, mut rest) = number(content)?;
    let mut kept = 0;
    let mut list = Vec::new();
    for _ in 0..count {
        let (flag, after) = number(rest)?;
        if flag == 4 {
            rest = after_places(after_constant(after)?)?;
            continue;
        }
        kept += 1;
        let after = match flag {
            0 => after_constant(after)?,
            // With the table, and the kind of its elements.
            2 => after_constant(number(after)?.1)?
                .get(1..)
                .context("a segment is cut off")?,
            // With the kind of its elements.
            1 | 3 => after.get(1..).context("a segment is cut off")?,
            _ => bail!("the segment of the kind {flag} is not known here"),
        };
        list.extend_from_slice(&rest[..rest.len() - after.len()]);
        rest = after;
        let functions = numbers(rest)?;
        write_number(functions.len(), &mut list);
        for _ in 0..=functions.len() {
            rest = number(rest)?.1;
        }
        for function in functions {
            write_number(renumber(function), &mut list);
        }
    }
    let mut whole = Vec::new();
    write_number(kept, &mut whole);
    whole.append(&mut list);
    Ok(whole)
}

/// What follows a list of `ref.null func` and `end`.
fn after_places(bytes: &[u8]) -> Result<&[u8]> {
    let (count, mut rest) = number(bytes)?;
    for _ in 0..count {
        rest = rest
            .strip_prefix(&[0xd0, 0x70, 0x0b])
            .context("a segment holds more than free places")?;
    }
    Ok(rest)
}

/// What follows `i32.const` and `end`.
fn after_constant(bytes: &[u8]) -> Result<&[u8]> {
    let [0x41, after @ ..] = bytes else {
        bail!("a segment does not begin at a constant");
    };
    let after = after_number(after)?.strip_prefix(&[0x0b]);
    after.context("a segment does not begin at a constant")
}

#[cfg(test)]
mod tests;
