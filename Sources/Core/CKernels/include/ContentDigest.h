#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// MARK: A hash of 128 bits over many values

// Takes a word into both halves, each of which has a multiplier of its own.
static inline void sohoa_digest_word(uint64_t state[2], uint64_t word) {
  state[0] = sohoa_fold128(state[0] ^ word ^ 0x2D358DCCAA6C78A5ull, 0x8BB84B93962EACC9ull);
  state[1] = sohoa_fold128(state[1] ^ word ^ 0x4B33A62ED433D4A3ull, 0x4D5A2DA51DE1AA47ull);
}

// Takes a text in: its length first, so that no two lists of texts are the same words.
static inline void sohoa_digest_bytes(const uint8_t *bytes, size_t count, uint64_t state[2]) {
  sohoa_digest_word(state, count + 1);
  size_t index = 0;
  for (; index + 8 <= count; index += 8) {
    uint64_t word;
    memcpy(&word, bytes + index, 8);
    sohoa_digest_word(state, word);
  }
  if (index == count) return;
  uint64_t tail = 0;
  for (size_t place = 0; index < count; index++, place += 8) tail |= (uint64_t)bytes[index] << place;
  sohoa_digest_word(state, tail);
}

// Takes the cells of live rows in, start and length each: the number beside a cell where there are
// numbers, else its text. Returns how many are null, or -1 where a cell lies outside of the bytes.
static inline int64_t sohoa_digest_cells(
    const uint8_t *bytes, size_t byteCount, const uint32_t *cells, const int64_t *values,
    const uint8_t *live, size_t rows, uint64_t state[2]) {
  uint64_t both[2] = {state[0], state[1]};
  int64_t nulls = 0;
  for (size_t row = 0; row < rows; row++) {
    if (!live[row]) continue;
    const uint32_t start = cells[2 * row], length = cells[2 * row + 1];
    if (start == UINT32_MAX) {
      sohoa_digest_word(both, 0);
      nulls++;
    } else if (values) {
      sohoa_digest_word(both, 1);
      sohoa_digest_word(both, (uint64_t)values[row]);
    } else {
      if ((size_t)start + length > byteCount) return -1;
      sohoa_digest_bytes(bytes + start, length, both);
    }
  }
  state[0] = both[0];
  state[1] = both[1];
  return nulls;
}
