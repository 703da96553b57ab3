#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "TextKernels.h"

// MARK: Legacy encodings

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "letters are written lowest byte first");

// The tables of an encoding. An entry's low 24 bits are a letter in UTF-8, its first byte lowest.
struct sohoa_letters {
  // A tree, 256 entries a node, the root first: high 8 bits are the node of longer sequences, and an
  // entry without letter has no meaning.
  const uint32_t *nodes;
  // For an encoding of one byte a letter whose capitals may be small letters in a font, otherwise
  // NULL: 256 entries with what a byte is in the high 8 bits, and the same in capitals.
  const uint32_t *letters, *raised;
};

enum {
  SOHOA_LETTER = 1u << 24,
  SOHOA_CAPITAL = 1u << 25,
  SOHOA_SMALL_ASCII = 1u << 26,
  SOHOA_MEANING = 1u << 27,
  SOHOA_LENGTH_SHIFT = 28,
};

// Writes a letter and scrap behind it: four bytes, which is one more than a letter may have.
static inline size_t sohoa_put_letter(uint8_t *out, size_t end, uint32_t entry) {
  memcpy(out + end, &entry, 4);
  return end + (entry >> SOHOA_LENGTH_SHIFT);
}

static inline size_t sohoa_put_text(
    const uint8_t *text, size_t count, const uint32_t *letters, uint8_t *out, size_t end) {
  for (size_t index = 0; index < count; index++) {
    end = sohoa_put_letter(out, end, letters[text[index]]);
  }
  return end;
}

// Decodes a text in which a capital follows a letter. A word without small ASCII letters in which that
// is so is raised as a whole, and with it all of a text that has no small ASCII letters.
static inline size_t sohoa_decode_raised(
    const uint8_t *text, size_t count, const struct sohoa_letters *tables, uint8_t *out) {
  const uint32_t *letters = tables->letters;
  uint32_t all = 0;
  int has_capital_word = 0;
  size_t end = 0, index = 0;
  while (index < count) {
    const size_t start = index, word_end = end;
    uint32_t word = 0, behind = 0;
    for (; index < count; index++) {
      const uint32_t entry = letters[text[index]];
      if (!(entry & SOHOA_LETTER)) break;
      behind |= index > start ? entry : 0;
      word |= entry;
      end = sohoa_put_letter(out, end, entry);
    }
    all |= word;
    if ((behind & SOHOA_CAPITAL) && !(word & SOHOA_SMALL_ASCII)) {
      has_capital_word = 1;
      end = sohoa_put_text(text + start, index - start, tables->raised, out, word_end);
    }
    for (; index < count; index++) {
      const uint32_t entry = letters[text[index]];
      if (entry & SOHOA_LETTER) break;
      end = sohoa_put_letter(out, end, entry);
    }
  }
  if (!has_capital_word || (all & SOHOA_SMALL_ASCII)) return end;
  return sohoa_put_text(text, count, tables->raised, out, 0);
}

// Decodes a text to `out`, which has room for three bytes a byte and two more. Returns the number of
// bytes, or SIZE_MAX where a byte has no meaning.
static inline size_t sohoa_decode_text(
    const uint8_t *text, size_t count, const struct sohoa_letters *tables, uint8_t *out) {
  const uint32_t *letters = tables->letters, *nodes = tables->nodes;
  size_t end = 0, index = 0;
  if (letters) {
    uint32_t meaning = ~0u, before = 0, behind = 0;
    for (; index < count; index++) {
      const uint32_t entry = letters[text[index]];
      meaning &= entry;
      // Whether some capital follows a letter.
      behind |= entry & before << 1;
      before = entry;
      end = sohoa_put_letter(out, end, entry);
    }
    if (!(meaning & SOHOA_MEANING)) return SIZE_MAX;
    return behind & SOHOA_CAPITAL ? sohoa_decode_raised(text, count, tables, out) : end;
  }
  while (index < count) {
    uint32_t entry = nodes[text[index++]];
    while (entry >> 24 && index < count) {
      const uint32_t longer = nodes[(size_t)(entry >> 24) << 8 | text[index]];
      if (!longer) break;
      entry = longer;
      index++;
    }
    const uint32_t letter = entry & 0xFFFFFF;
    if (!letter) return SIZE_MAX;
    memcpy(out + end, &letter, 4);
    end += 1 + (letter > 0xFF) + (letter > 0xFFFF);
  }
  return end;
}

// Decodes the cells of the rows `from` ..< `to` that ASCII may spell otherwise (see
// sohoa_find_encoded), to bytes[*end...], which has room for three bytes of each and two more; a
// decoded cell lies there. Returns the number of rows written to `failures`, whose cells have a byte
// without meaning and stay, or SIZE_MAX where a cell does not lie in bytes[..<*end].
static inline size_t sohoa_decode_cells(
    uint8_t *bytes, size_t *end, uint32_t *cells, size_t from, size_t to, int sign,
    const struct sohoa_letters *tables, uint32_t *failures) {
  const size_t limit = *end;
  const size_t ahead = 24;
  size_t next = limit, failed = 0;
  for (size_t row = from; row < to; row++) {
    if (row + ahead < to && cells[2 * (row + ahead) + 1] > 0) {
      __builtin_prefetch(bytes + cells[2 * (row + ahead)]);
    }
    const size_t start = cells[2 * row], length = cells[2 * row + 1];
    if (length == 0) continue;
    if (start + length > limit) return SIZE_MAX;
    if (sign != 2 && !sohoa_is_encoded(bytes, start, length, limit, sign)) continue;
    const size_t count = sohoa_decode_text(bytes + start, length, tables, bytes + next);
    if (count == SIZE_MAX) {
      failures[failed++] = (uint32_t)row;
      continue;
    }
    cells[2 * row] = (uint32_t)next;
    cells[2 * row + 1] = (uint32_t)count;
    next += count;
  }
  *end = next;
  return failed;
}
