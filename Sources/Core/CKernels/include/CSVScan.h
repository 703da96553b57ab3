#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// MARK: Structural bytes

static inline int sohoa_is_structural(uint8_t byte, uint8_t delimiter, uint8_t quote) {
  return byte == delimiter || byte == quote || byte == '\n' || byte == '\r' || byte == 0;
}

#if defined(__SSE2__)
static inline uint64_t sohoa_structural_mask16(
    const uint8_t *bytes, __m128i delimiter, __m128i quote) {
  const __m128i block = _mm_loadu_si128((const __m128i *)bytes);
  __m128i found = _mm_cmpeq_epi8(block, delimiter);
  found = _mm_or_si128(found, _mm_cmpeq_epi8(block, quote));
  found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8('\n')));
  found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8('\r')));
  found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_setzero_si128()));
  return (uint32_t)_mm_movemask_epi8(found);
}
#endif

// Writes the positions of delimiters, quotes, line ends and NUL bytes in bytes[from..<to] and
// returns their number. `positions` has room for to - from + 8 entries: eight are written at a time,
// because a loop over the exact number of bits mispredicts in almost every block.
static inline size_t sohoa_csv_scan(
    const uint8_t *bytes, size_t from, size_t to, uint8_t delimiter, uint8_t quote,
    uint32_t *positions) {
  size_t count = 0, at = from;
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8((char)delimiter), quotes = _mm_set1_epi8((char)quote);
  for (; at + 64 <= to; at += 64) {
    uint64_t mask = sohoa_structural_mask16(bytes + at, delimiters, quotes)
        | sohoa_structural_mask16(bytes + at + 16, delimiters, quotes) << 16
        | sohoa_structural_mask16(bytes + at + 32, delimiters, quotes) << 32
        | sohoa_structural_mask16(bytes + at + 48, delimiters, quotes) << 48;
    const size_t found = (size_t)__builtin_popcountll(mask);
    uint32_t *out = positions + count;
    for (size_t done = 0; done < found; done += 8) {
      for (size_t step = 0; step < 8; step++) {
        // A mask without bits left writes a value that the next write or the count covers.
        out[done + step] = (uint32_t)at + (uint32_t)__builtin_ctzll(mask | (1ull << 63));
        mask &= mask - 1;
      }
    }
    count += found;
  }
#endif
  for (; at < to; at++) {
    if (sohoa_is_structural(bytes[at], delimiter, quote)) positions[count++] = (uint32_t)at;
  }
  return count;
}
