#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// What ends the run of whole, valid UTF-8 characters that `sohoa_utf8_extent` measures.
enum { SOHOA_UTF8_ALL = 0, SOHOA_UTF8_CUT = 1, SOHOA_UTF8_BROKEN = 2 };

/// The same as `sohoa_utf8_extent`, from `at` on, character by character (Unicode, table 3-7).
static inline size_t sohoa_utf8_walk(const uint8_t *bytes, size_t at, size_t count, int *ending) {
  *ending = SOHOA_UTF8_ALL;
  while (at < count) {
#if defined(__SSE2__)
    while (count - at >= 16) {
      int high = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)(bytes + at)));
      if (high) {
        at += (size_t)__builtin_ctz((unsigned)high);
        break;
      }
      at += 16;
    }
    if (at >= count) break;
#endif
    uint8_t lead = bytes[at];
    if (lead < 0x80) {
      at++;
      continue;
    }
    // The two forms that nearly all text consists of, without loops.
    if (count - at >= 3 && (bytes[at + 1] & 0xC0) == 0x80) {
      if (lead >= 0xC2 && lead <= 0xDF) {
        at += 2;
        continue;
      }
      if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && (bytes[at + 2] & 0xC0) == 0x80) {
        at += 3;
        continue;
      }
    }
    size_t more;
    uint8_t low = 0x80, high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else {
      *ending = SOHOA_UTF8_BROKEN;
      return at;
    }
    for (size_t index = 1; index <= more; index++) {
      if (at + index == count) {
        *ending = SOHOA_UTF8_CUT;
        return at;
      }
      uint8_t next = bytes[at + index];
      if (next < low || next > high) {
        *ending = SOHOA_UTF8_BROKEN;
        return at;
      }
      low = 0x80;
      high = 0xBF;
    }
    at += more + 1;
  }
  return at;
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

SOHOA_AVX2 static inline int sohoa_utf8_valid_avx2(const uint8_t *bytes, size_t count) {
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

/// Where a character begins that `count` cuts off, or `count`.
static inline size_t sohoa_utf8_whole(const uint8_t *bytes, size_t count) {
  for (size_t back = 1; back <= 3 && back <= count; back++) {
    uint8_t byte = bytes[count - back];
    if ((byte & 0xC0) == 0x80) continue;
    size_t length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return length > back ? count - back : count;
  }
  return count;
}

/// The number of leading bytes that are whole, valid UTF-8 characters.
///
/// Text without an error is proven so by the vectors; only what has one is walked through.
static inline size_t sohoa_utf8_extent(const uint8_t *bytes, size_t count, int *ending) {
  size_t at = 0;
#if defined(__x86_64__)
  if (count >= 64 && __builtin_cpu_supports("avx2")) {
    size_t whole = sohoa_utf8_whole(bytes, count);
    if (sohoa_utf8_valid_avx2(bytes, whole)) at = whole;
  }
#endif
  return sohoa_utf8_walk(bytes, at, count, ending);
}
