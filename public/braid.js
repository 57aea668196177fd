// Makes the program again from the strands in which it travels: all instructions, all
// numbers of variables, all offsets and so on, each by itself, because so they compress
// best. `xtask` takes it apart (precache/wasm/strands.rs). A build that was not taken
// apart is given on as it is.

// The strands, in their order.
const INSTRUCTIONS = 0;
const VARIABLES = 1;
const OFFSETS = 2;
const INTEGERS = 3;
const CALLS = 4;
const BRANCHES = 5;
const DECLARED = 6;
const BLOCKS = 7;
const LONG_INTEGERS = 8;
const OTHERS = 9;
const BEFORE = 10;
const AFTER = 11;

/** For instructions with one number after them: the strand it is in. */
const NUMBER_IN = {
  2: BLOCKS, 3: BLOCKS, 4: BLOCKS, 12: BRANCHES, 13: BRANCHES, 16: CALLS,
  32: VARIABLES, 33: VARIABLES, 34: VARIABLES, 65: INTEGERS, 66: LONG_INTEGERS,
  35: OTHERS, 36: OTHERS, 37: OTHERS, 38: OTHERS, 63: OTHERS, 64: OTHERS, 208: OTHERS, 210: OTHERS,
};
/** The natural alignment of each load and store, from 40 on. */
const ALIGNMENT = "23230011001122232301012";
/** How many numbers stand after each instruction of two bytes, the first being 252. */
const NUMBERS = "000000002121212111";

/** The program at an address, ready to be compiled. */
export async function program(address, integrity) {
  const answer = await fetch(address, { integrity });
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  // A module begins with zero, and strands with a length.
  return bytes[0] === 0 ? bytes : braided(bytes);
}

function braided(bytes) {
  let read = 0;
  const number = () => {
    let value = 0;
    for (let place = 0; ; place += 7) {
      const byte = bytes[read++];
      value |= (byte & 127) << place;
      if (byte < 128) {
        return value;
      }
    }
  };
  const module = new Uint8Array(number());
  let functions = number();
  const lengths = Array.from({ length: 12 }, number);
  const at = lengths.map((length) => (read += length) - length);
  let end = 0;
  const put = (strand, length) => {
    module.set(bytes.subarray(at[strand], (at[strand] += length)), end);
    end += length;
  };
  const copy = (strand) => {
    let byte;
    do {
      byte = module[end++] = bytes[at[strand]++];
    } while (byte > 127);
  };
  const copies = (strand, more = 0) => {
    read = at[strand];
    const count = number();
    copy(strand);
    return count + more;
  };
  const instruction = () => (module[end++] = bytes[at[INSTRUCTIONS]++]);

  module.set([0, 97, 115, 109, 1]);
  end = 8;
  put(BEFORE, lengths[BEFORE]);
  for (; functions > 0; functions--) {
    // How long the function is takes at most five bytes; it is moved when it is known.
    const start = (end += 5);
    for (let kinds = copies(DECLARED); kinds > 0; kinds--) {
      copy(DECLARED);
      copy(DECLARED);
    }
    for (let depth = 1; depth > 0; ) {
      const code = instruction();
      let numbers = 0;
      if (code in NUMBER_IN) {
        depth += NUMBER_IN[code] === BLOCKS;
        copy(NUMBER_IN[code]);
      } else if (code === 11) {
        depth--;
      } else if (code >= 40 && code <= 62) {
        module[end++] = ALIGNMENT[code - 40];
        copy(OFFSETS);
      } else if (code === 14) {
        numbers = copies(OTHERS, 1);
      } else if (code === 17) {
        numbers = 2;
      } else if (code === 28) {
        numbers = copies(OTHERS);
      } else if (code === 67 || code === 68) {
        put(OTHERS, code === 67 ? 4 : 8);
      } else if (code === 252) {
        numbers = NUMBERS[instruction()];
      }
      for (; numbers > 0; numbers--) {
        copy(OTHERS);
      }
    }
    let length = end - start;
    module.copyWithin(write(length, start - 5), start, end);
    end = start - 5 + width(length) + length;
  }
  put(AFTER, lengths[AFTER]);
  return module;

  function write(value, place) {
    for (; value > 127; value >>= 7) {
      module[place++] = value | 128;
    }
    module[place++] = value;
    return place;
  }
  function width(value) {
    return value > 127 ? 1 + width(value >> 7) : 1;
  }
}
