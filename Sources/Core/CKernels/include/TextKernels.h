#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Whether a text may not be in Unicode normalization form C.
//
// Everything below U+0300 is, so only the lead bytes from 0xCC on matter. Of these, U+1E80...U+1EFF
// (E1 BA, E1 BB: the Vietnamese letters with two marks), U+2002...U+203F (E2 80 82 on: dashes and
// typographic quotes) and U+2080...U+20BF (E2 82: the đồng sign) are composed. `bytes` is readable up
// to `end`, which is at or behind the text's end.
static inline int sohoa_may_need_composing(
    const uint8_t *bytes, size_t start, size_t count, size_t end) {
  size_t index = start;
  const size_t last = start + count;
#if defined(__x86_64__)
  const __m128i lead = _mm_set1_epi8((char)0xCC);
  while (index < last && index + 18 <= end) {
    const __m128i here = _mm_loadu_si128((const __m128i *)(bytes + index));
    int marks = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(here, lead), here));
    if (last - index < 16) marks &= (1 << (last - index)) - 1;
    if (marks) {
      const __m128i next = _mm_loadu_si128((const __m128i *)(bytes + index + 1));
      const __m128i even = _mm_and_si128(next, _mm_set1_epi8((char)0xFE));
      const __m128i vietnamese = _mm_and_si128(
          _mm_cmpeq_epi8(here, _mm_set1_epi8((char)0xE1)),
          _mm_cmpeq_epi8(even, _mm_set1_epi8((char)0xBA)));
      const __m128i currency = _mm_and_si128(
          _mm_cmpeq_epi8(here, _mm_set1_epi8((char)0xE2)),
          _mm_cmpeq_epi8(next, _mm_set1_epi8((char)0x82)));
      const __m128i third = _mm_loadu_si128((const __m128i *)(bytes + index + 2));
      const __m128i from = _mm_set1_epi8((char)0x82);
      const __m128i punctuation = _mm_and_si128(
          _mm_and_si128(
              _mm_cmpeq_epi8(here, _mm_set1_epi8((char)0xE2)),
              _mm_cmpeq_epi8(next, _mm_set1_epi8((char)0x80))),
          _mm_cmpeq_epi8(_mm_max_epu8(third, from), third));
      const __m128i composed = _mm_or_si128(_mm_or_si128(vietnamese, currency), punctuation);
      if (marks & ~_mm_movemask_epi8(composed)) return 1;
    }
    index += 16;
  }
#endif
  for (; index < last; index++) {
    if (bytes[index] < 0xCC) continue;
    if (index + 1 >= last) return 1;
    const uint8_t next = bytes[index + 1];
    if (bytes[index] == 0xE1 && (next & 0xFE) == 0xBA) continue;
    if (bytes[index] == 0xE2 && next == 0x82) continue;
    if (bytes[index] == 0xE2 && next == 0x80 && index + 2 < last && bytes[index + 2] >= 0x82) continue;
    return 1;
  }
  return 0;
}

#if defined(__x86_64__)
// The same for a long run of texts, 32 bytes at a time.
static inline __attribute__((target("avx2"))) int sohoa_may_need_composing_avx2(
    const uint8_t *bytes, size_t count) {
  const __m256i lead = _mm256_set1_epi8((char)0xCC);
  size_t index = 0;
  for (; index + 34 <= count; index += 32) {
    const __m256i here = _mm256_loadu_si256((const __m256i *)(bytes + index));
    const __m256i marks = _mm256_cmpeq_epi8(_mm256_max_epu8(here, lead), here);
    if (_mm256_testz_si256(marks, marks)) continue;
    const __m256i next = _mm256_loadu_si256((const __m256i *)(bytes + index + 1));
    const __m256i third = _mm256_loadu_si256((const __m256i *)(bytes + index + 2));
    const __m256i vietnamese = _mm256_and_si256(
        _mm256_cmpeq_epi8(here, _mm256_set1_epi8((char)0xE1)),
        _mm256_cmpeq_epi8(
            _mm256_and_si256(next, _mm256_set1_epi8((char)0xFE)), _mm256_set1_epi8((char)0xBA)));
    const __m256i from = _mm256_set1_epi8((char)0x82);
    const __m256i punctuation = _mm256_and_si256(
        _mm256_cmpeq_epi8(next, _mm256_set1_epi8((char)0x80)),
        _mm256_cmpeq_epi8(_mm256_max_epu8(third, from), third));
    const __m256i other = _mm256_and_si256(
        _mm256_cmpeq_epi8(here, _mm256_set1_epi8((char)0xE2)),
        _mm256_or_si256(_mm256_cmpeq_epi8(next, from), punctuation));
    if (!_mm256_testc_si256(_mm256_or_si256(vietnamese, other), marks)) return 1;
  }
  return sohoa_may_need_composing(bytes, index, count - index, count);
}
#endif

// Whether any text in a run of bytes may not be in form C.
static inline int sohoa_run_may_need_composing(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
  if (count >= 64 && __builtin_cpu_supports("avx2")) return sohoa_may_need_composing_avx2(bytes, count);
#endif
  return sohoa_may_need_composing(bytes, 0, count, count);
}

// Finds the texts that may begin or end with white space: ASCII's, U+00A0 (C2 A0), U+3000 (E3 80 80),
// U+200B (E2 80 8B) or U+FEFF (EF BB BF). `cells` holds pairs of start and length; a null has no
// length. Returns the number of rows written to `rows`.
//
// The texts lie far apart, so the loop asks for those to come, and does without branches.
static inline size_t sohoa_find_untrimmed(
    const uint8_t *bytes, const uint32_t *cells, size_t count, uint32_t *rows) {
  const size_t ahead = 24;
  size_t found = 0;
  for (size_t row = 0; row < count; row++) {
    if (row + ahead < count && cells[2 * (row + ahead) + 1] > 0) {
      __builtin_prefetch(bytes + cells[2 * (row + ahead)]);
    }
    const uint32_t length = cells[2 * row + 1];
    if (length == 0) continue;
    const uint8_t first = bytes[cells[2 * row]];
    const uint8_t last = bytes[cells[2 * row] + length - 1];
    const int begins = (first <= 0x20) | (first == 0xC2) | (first == 0xE2) | (first == 0xE3) |
        (first == 0xEF);
    const int ends = (last <= 0x20) | (last == 0xA0) | (last == 0x80) | (last == 0x8B) |
        (last == 0xBF);
    rows[found] = (uint32_t)row;
    found += (size_t)(begins | ends);
  }
  return found;
}

// Whether a text has a byte above 0x7F or, where `odd`, a control character other than 09, 0A and 0D.
// `bytes` is readable up to `end`.
static inline int sohoa_is_encoded(
    const uint8_t *bytes, size_t start, size_t count, size_t end, int odd) {
  size_t index = start;
  const size_t last = start + count;
#if defined(__x86_64__)
  for (; index < last && index + 16 <= end; index += 16) {
    const __m128i here = _mm_loadu_si128((const __m128i *)(bytes + index));
    int marks = _mm_movemask_epi8(here);
    if (odd) {
      marks |= _mm_movemask_epi8(
          _mm_cmpeq_epi8(_mm_min_epu8(here, _mm_set1_epi8(0x1F)), here));
    }
    if (last - index < 16) marks &= (1 << (last - index)) - 1;
    if (!marks) continue;
    if (!odd) return 1;
    break;
  }
#endif
  for (; index < last; index++) {
    const uint8_t byte = bytes[index];
    if (byte >= 0x80) return 1;
    if (odd && byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) return 1;
  }
  return 0;
}

// Finds the texts that an encoding may spell otherwise than ASCII: by bytes above 0x7F (`sign` 0), also
// by control characters (1), or all that are not empty (2). `cells` holds pairs of start and length, of
// texts before `end`; a null has no length. Returns the number of rows written to `rows`.
static inline size_t sohoa_find_encoded(
    const uint8_t *bytes, size_t end, const uint32_t *cells, size_t count, int sign,
    uint32_t *rows) {
  const size_t ahead = 24;
  size_t found = 0;
  for (size_t row = 0; row < count; row++) {
    if (row + ahead < count && cells[2 * (row + ahead) + 1] > 0) {
      __builtin_prefetch(bytes + cells[2 * (row + ahead)]);
    }
    const uint32_t length = cells[2 * row + 1];
    if (length == 0) continue;
    rows[found] = (uint32_t)row;
    found += sign == 2 || sohoa_is_encoded(bytes, cells[2 * row], length, end, sign);
  }
  return found;
}
