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

// MARK: UTF-8 validity

static inline int sohoa_is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// Table 3-7 of the Unicode Standard, with a fast way over ASCII.
static inline int sohoa_utf8_valid_scalar(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (at < count) {
    if (at + 8 <= count) {
      uint64_t word;
      memcpy(&word, bytes + at, 8);
      if ((word & 0x8080808080808080ull) == 0) {
        at += 8;
        continue;
      }
    }
    const uint8_t lead = bytes[at];
    if (lead < 0x80) {
      at += 1;
    } else if (lead < 0xE0) {
      if (lead < 0xC2 || count - at < 2 || !sohoa_is_continuation(bytes[at + 1])) return 0;
      at += 2;
    } else if (lead < 0xF0) {
      if (count - at < 3) return 0;
      const uint8_t low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
      if (bytes[at + 1] < low || bytes[at + 1] > high) return 0;
      if (!sohoa_is_continuation(bytes[at + 2])) return 0;
      at += 3;
    } else {
      if (lead > 0xF4 || count - at < 4) return 0;
      const uint8_t low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
      if (bytes[at + 1] < low || bytes[at + 1] > high) return 0;
      if (!sohoa_is_continuation(bytes[at + 2]) || !sohoa_is_continuation(bytes[at + 3])) return 0;
      at += 4;
    }
  }
  return 1;
}

#if defined(__x86_64__)
#define SOHOA_AVX2 __attribute__((target("avx2")))

typedef struct {
  __m256i error, previous, incomplete;
} SohoaUTF8State;

// J. Keiser, D. Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): three table
// look-ups on the nibbles of each pair of bytes yield the errors that the pair can show.
SOHOA_AVX2 static inline void sohoa_utf8_step_avx2(SohoaUTF8State *state, __m256i input) {
  if (_mm256_movemask_epi8(input) == 0) {
    state->error = _mm256_or_si256(state->error, state->incomplete);
    state->incomplete = _mm256_setzero_si256();
    state->previous = input;
    return;
  }
  enum {
    tooShort = 1, tooLong = 2, overlong3 = 4, tooLarge = 8, surrogate = 16, overlong2 = 32,
    tooLarge1000 = 64, overlong4 = 64, twoContinuations = 128,
    carry = tooShort | tooLong | twoContinuations
  };
#define SOHOA_TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))
  const __m256i leadHigh = SOHOA_TABLE(
      tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, tooLong,
      (char)twoContinuations, (char)twoContinuations, (char)twoContinuations,
      (char)twoContinuations, tooShort | overlong2, tooShort, tooShort | overlong3 | surrogate,
      tooShort | tooLarge | tooLarge1000 | overlong4);
  const __m256i leadLow = SOHOA_TABLE(
      (char)(carry | overlong3 | overlong2 | overlong4), (char)(carry | overlong2), (char)carry,
      (char)carry, (char)(carry | tooLarge), (char)(carry | tooLarge | tooLarge1000),
      (char)(carry | tooLarge | tooLarge1000), (char)(carry | tooLarge | tooLarge1000),
      (char)(carry | tooLarge | tooLarge1000), (char)(carry | tooLarge | tooLarge1000),
      (char)(carry | tooLarge | tooLarge1000), (char)(carry | tooLarge | tooLarge1000),
      (char)(carry | tooLarge | tooLarge1000),
      (char)(carry | tooLarge | tooLarge1000 | surrogate),
      (char)(carry | tooLarge | tooLarge1000), (char)(carry | tooLarge | tooLarge1000));
  const __m256i nextHigh = SOHOA_TABLE(
      tooShort, tooShort, tooShort, tooShort, tooShort, tooShort, tooShort, tooShort,
      (char)(tooLong | overlong2 | twoContinuations | overlong3 | tooLarge1000 | overlong4),
      (char)(tooLong | overlong2 | twoContinuations | overlong3 | tooLarge),
      (char)(tooLong | overlong2 | twoContinuations | surrogate | tooLarge),
      (char)(tooLong | overlong2 | twoContinuations | surrogate | tooLarge), tooShort, tooShort,
      tooShort, tooShort);
#undef SOHOA_TABLE
  const __m256i nibble = _mm256_set1_epi8(0x0F);
  const __m256i across = _mm256_permute2x128_si256(state->previous, input, 0x21);
  const __m256i back1 = _mm256_alignr_epi8(input, across, 15);
  const __m256i back2 = _mm256_alignr_epi8(input, across, 14);
  const __m256i back3 = _mm256_alignr_epi8(input, across, 13);
  const __m256i special = _mm256_and_si256(
      _mm256_and_si256(
          _mm256_shuffle_epi8(leadHigh, _mm256_and_si256(_mm256_srli_epi16(back1, 4), nibble)),
          _mm256_shuffle_epi8(leadLow, _mm256_and_si256(back1, nibble))),
      _mm256_shuffle_epi8(nextHigh, _mm256_and_si256(_mm256_srli_epi16(input, 4), nibble)));
  const __m256i third = _mm256_subs_epu8(back2, _mm256_set1_epi8((char)(0xE0 - 0x80)));
  const __m256i fourth = _mm256_subs_epu8(back3, _mm256_set1_epi8((char)(0xF0 - 0x80)));
  const __m256i expected =
      _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
  state->error = _mm256_or_si256(state->error, _mm256_xor_si256(expected, special));
  const __m256i last = _mm256_setr_epi8(
      -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
      -1, -1, -1, -1, -1, -1, (char)0xEF, (char)0xDF, (char)0xBF);
  state->incomplete = _mm256_subs_epu8(input, last);
  state->previous = input;
}

SOHOA_AVX2 static int sohoa_utf8_valid_avx2(const uint8_t *bytes, size_t count) {
  SohoaUTF8State state = {
      _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
  size_t at = 0;
  for (; at + 32 <= count; at += 32) {
    sohoa_utf8_step_avx2(&state, _mm256_loadu_si256((const __m256i *)(bytes + at)));
  }
  uint8_t tail[32] = {0};
  memcpy(tail, bytes + at, count - at);
  // The zeros behind the tail also tell a sequence that the end cuts off.
  sohoa_utf8_step_avx2(&state, _mm256_loadu_si256((const __m256i *)tail));
  state.error = _mm256_or_si256(state.error, state.incomplete);
  return _mm256_testz_si256(state.error, state.error);
}
#endif

// Whether bytes[0..<count] is well-formed UTF-8, complete to its last byte.
static inline int sohoa_utf8_valid(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
  if (count >= 64 && __builtin_cpu_supports("avx2")) return sohoa_utf8_valid_avx2(bytes, count);
#endif
  return sohoa_utf8_valid_scalar(bytes, count);
}
