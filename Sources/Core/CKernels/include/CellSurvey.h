#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// MARK: What the cells of a column look like

static inline uint64_t sohoa_fold128(uint64_t left, uint64_t right) {
  const unsigned __int128 product = (unsigned __int128)left * right;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#if defined(__x86_64__)
// The mask of the first `count` bytes of 16 or 32 begins as many bytes less `count` before the middle.
static const uint8_t sohoa_leading[64] = {[0 ... 31] = 0xFF};
#endif

// Takes up to 32 bytes of a text, of which as many can be read, into its hash; adds its characters,
// which are the bytes that do not continue one.
static inline uint64_t sohoa_take_piece(
    const uint8_t *bytes, size_t count, uint64_t state, size_t *characters) {
  const size_t first = count < 16 ? count : 16, second = count - first;
  uint64_t words[4] = {0, 0, 0, 0};
#if defined(__x86_64__)
  const __m128i ends[2] = {
    _mm_loadu_si128((const __m128i *)(sohoa_leading + 32 - first)),
    _mm_loadu_si128((const __m128i *)(sohoa_leading + 32 - second)),
  };
  const __m128i left = _mm_and_si128(_mm_loadu_si128((const __m128i *)bytes), ends[0]);
  const __m128i right = _mm_and_si128(_mm_loadu_si128((const __m128i *)(bytes + 16)), ends[1]);
  // -1 for each byte that continues a character.
  const __m128i others = _mm_add_epi8(
      _mm_cmplt_epi8(left, _mm_set1_epi8((char)0xC0)),
      _mm_cmplt_epi8(right, _mm_set1_epi8((char)0xC0)));
  const __m128i sums = _mm_sad_epu8(_mm_sub_epi8(_mm_setzero_si128(), others), _mm_setzero_si128());
  *characters += count - (size_t)(_mm_cvtsi128_si64(sums) + _mm_extract_epi16(sums, 4));
  words[0] = (uint64_t)_mm_cvtsi128_si64(left);
  words[1] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(left, left));
  words[2] = (uint64_t)_mm_cvtsi128_si64(right);
  words[3] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(right, right));
#else
  memcpy(words, bytes, first);
  memcpy(words + 2, bytes + 16, second);
  for (size_t index = 0; index < count; index++) *characters += (bytes[index] & 0xC0) != 0x80;
#endif
  return sohoa_fold128(words[0] ^ 0x589965CC75374CC3ull, words[1] ^ state)
      ^ sohoa_fold128(words[2] ^ 0x1D8E4E27C47D124Full ^ state, words[3] ^ 0xA0761D6478BD642Full);
}

#if defined(__x86_64__)
#define SOHOA_WIDE __attribute__((target("avx2,bmi2,popcnt,lzcnt")))

// The same as sohoa_take_piece, in fewer steps.
SOHOA_WIDE static inline uint64_t sohoa_take_wide_piece(
    const uint8_t *bytes, size_t count, uint64_t state, size_t *characters) {
  const __m256i end = _mm256_loadu_si256((const __m256i *)(sohoa_leading + 32 - count));
  const __m256i text = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)bytes), end);
  const __m256i others = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), text);
  *characters += count - (size_t)__builtin_popcount((unsigned)_mm256_movemask_epi8(others));
  const __m128i left = _mm256_castsi256_si128(text), right = _mm256_extracti128_si256(text, 1);
  return sohoa_fold128(
             (uint64_t)_mm_cvtsi128_si64(left) ^ 0x589965CC75374CC3ull,
             (uint64_t)_mm_extract_epi64(left, 1) ^ state)
      ^ sohoa_fold128(
             (uint64_t)_mm_cvtsi128_si64(right) ^ 0x1D8E4E27C47D124Full ^ state,
             (uint64_t)_mm_extract_epi64(right, 1) ^ 0xA0761D6478BD642Full);
}
#endif

// The hash of a text of more than 32 bytes, or of one behind which fewer than 32 bytes can be read.
static __attribute__((noinline)) uint64_t sohoa_take_long(
    const uint8_t *bytes, size_t count, size_t room, uint64_t state, size_t *characters) {
  for (size_t index = 0; index < count; index += 32) {
    const size_t piece = count - index < 32 ? count - index : 32;
    if (room - index >= 32) {
      state = sohoa_take_piece(bytes + index, piece, state, characters);
    } else {
      uint8_t copy[32] = {0};
      memcpy(copy, bytes + index, piece);
      state = sohoa_take_piece(copy, piece, state, characters);
    }
  }
  return state;
}

static const uint64_t sohoa_hash_seed = 0x8EBC6AF09C88C6E3ull;

static inline uint64_t sohoa_hash_end(uint64_t state, size_t count) {
  return sohoa_fold128(state ^ 0xE7037ED1A0B428DBull, 0xEB44ACCAB455D165ull ^ count);
}

typedef uint64_t sohoa_piece(const uint8_t *bytes, size_t count, uint64_t state, size_t *characters);

// A 64-bit hash of a text, for sketches that stay in memory, and the number of its characters. `room` is
// the number of bytes that may be read; `take` is one of the two above.
static inline __attribute__((always_inline)) uint64_t sohoa_text_hash(
    const uint8_t *bytes, size_t count, size_t room, size_t *characters, sohoa_piece *take) {
  *characters = 0;
  const uint64_t state = sohoa_hash_seed ^ count;
  // Names are shorter and longer than 16 bytes in no order, so that no step is spared for short ones.
  return sohoa_hash_end(
      count <= 32 && room >= 32 ? take(bytes, count, state, characters)
                                : sohoa_take_long(bytes, count, room, state, characters),
      count);
}

// What the bytes of a text become in its shape; bit 7 is set on letters, 0 continues a character.
static const uint8_t sohoa_shape_signs[256] = {
  [0x00 ... 0x20] = '_', [0x21 ... 0x2F] = 1, [0x30 ... 0x39] = '9', [0x3A ... 0x40] = 1,
  [0x41 ... 0x5A] = 'A' | 0x80, [0x5B ... 0x60] = 1, [0x61 ... 0x7A] = 'a' | 0x80,
  [0x7B ... 0x7F] = 1, [0x80 ... 0xBF] = 0, [0xC0 ... 0xFF] = 'A' | 0x80,
};

// The most bytes of a shape, and the room for one.
enum { SOHOA_SHAPE_LIMIT = 32, SOHOA_SHAPE_ROOM = 33 };

// Writes the shape of a text to SOHOA_SHAPE_ROOM bytes. Returns the number of bytes that are the shape.
static inline size_t sohoa_text_shape(const uint8_t *bytes, size_t count, uint8_t *shape) {
  size_t written = 0;
  uint8_t before = 0;
  for (size_t index = 0; index < count; index++) {
    const uint8_t sign = sohoa_shape_signs[bytes[index]];
    if (sign == 0) continue;
    // A letter behind a letter belongs to its word.
    const int begins = !(sign & before & 0x80);
    before = sign;
    shape[written] = sign == 1 ? bytes[index] : sign & 0x7F;
    written += (size_t)(begins & (written < SOHOA_SHAPE_LIMIT));
  }
  return written;
}

// What is counted over all cells, and which texts are looked at in detail.
struct sohoa_survey {
  // Cells with text so far, and the fewest and the most characters of one; without registers, of one
  // that is looked at in detail.
  uint64_t filled, shortest, longest;
  // Texts that count as seen before the first.
  uint64_t offset;
  // The first so many texts are looked at in detail, then those whose number has none of the mask's bits.
  uint64_t detailed, mask;
  // No register is less.
  uint64_t floor;
};

// The cells to look at and the texts to tell of in detail, as sohoa_survey_cells has them.
struct sohoa_cells {
  const uint8_t *bytes;
  size_t end;
  const uint32_t *cells;
  const uint8_t *live;
  size_t from, to;
  uint64_t *details;
  uint8_t *shapes;
};

// The number of the next text, counted with those before the first, that is looked at in detail.
static inline uint64_t sohoa_next_detailed(const struct sohoa_survey *survey) {
  const uint64_t next = survey->filled + survey->offset + 1;
  return next <= survey->detailed ? next : (next + survey->mask) & ~survey->mask;
}

// Writes what a text looks like in detail; kept out of the loops, which need all registers.
static __attribute__((noinline)) void sohoa_take_detail(
    const struct sohoa_cells *cells, size_t row, size_t found, uint64_t weight,
    struct sohoa_survey *survey) {
  const size_t start = cells->cells[2 * row], length = cells->cells[2 * row + 1];
  uint8_t *shape = cells->shapes + found * SOHOA_SHAPE_ROOM;
  uint64_t *detail = cells->details + 4 * found;
  size_t characters, ignored;
  const size_t count = sohoa_text_shape(cells->bytes + start, length, shape);
  detail[0] = sohoa_text_hash(
      cells->bytes + start, length, cells->end - start, &characters, sohoa_take_piece);
  detail[1] = sohoa_text_hash(shape, count, SOHOA_SHAPE_ROOM, &ignored, sohoa_take_piece);
  detail[2] = row | (uint64_t)characters << 32;
  detail[3] = count | weight << 32;
  survey->longest = characters > survey->longest ? characters : survey->longest;
  survey->shortest = characters < survey->shortest ? characters : survey->shortest;
}

// The number of cells with text among 16.
static inline uint64_t sohoa_filled16(const uint32_t *cells) {
  uint32_t count = 0;
  for (size_t index = 0; index < 16; index++) count += cells[2 * index + 1] != 0;
  return count;
}

// Counts the cells with text, and looks at some in detail.
static inline size_t sohoa_survey_briefly(
    const struct sohoa_cells *cells, struct sohoa_survey *survey) {
  size_t found = 0;
  uint64_t next = sohoa_next_detailed(survey);
  for (size_t row = cells->from; row < cells->to; row++) {
    if (!cells->live && row + 16 <= cells->to) {
      const uint64_t filled = sohoa_filled16(cells->cells + 2 * row);
      if (survey->filled + survey->offset + filled < next) {
        survey->filled += filled;
        row += 15;
        continue;
      }
    }
    const size_t stop = row + 16 < cells->to ? row + 16 : cells->to;
    for (; row < stop; row++) {
      const size_t start = cells->cells[2 * row], length = cells->cells[2 * row + 1];
      if (length == 0 || (cells->live && !cells->live[row])) continue;
      if (start + length > cells->end) return SIZE_MAX;
      if (++survey->filled + survey->offset < next) continue;
      sohoa_take_detail(cells, row, found++, next <= survey->detailed ? 1 : survey->mask + 1, survey);
      next = sohoa_next_detailed(survey);
    }
    row--;
  }
  return found;
}

// Takes all texts into the registers too.
static inline __attribute__((always_inline)) size_t sohoa_survey_whole(
    const struct sohoa_cells *cells, struct sohoa_survey *survey, uint8_t *registers,
    sohoa_piece *take) {
  struct sohoa_survey state = *survey;
  // A hash whose bits behind the register's number are more has too few leading zeros for any.
  const uint64_t limit = UINT64_MAX >> state.floor;
  size_t found = 0;
  uint64_t next = sohoa_next_detailed(&state);
  for (size_t row = cells->from; row < cells->to; row++) {
    const size_t start = cells->cells[2 * row], length = cells->cells[2 * row + 1];
    if (length == 0 || (cells->live && !cells->live[row])) continue;
    if (start + length > cells->end) return SIZE_MAX;
    size_t characters;
    const uint64_t hash = sohoa_text_hash(
        cells->bytes + start, length, cells->end - start, &characters, take);
    state.longest = characters > state.longest ? characters : state.longest;
    state.shortest = characters < state.shortest ? characters : state.shortest;
    if ((hash << 12) <= limit) {
      const size_t place = (size_t)(hash >> 52);
      const uint8_t rank = (uint8_t)(__builtin_clzll(hash << 12 | 1ull << 11) + 1);
      if (rank > registers[place]) registers[place] = rank;
    }
    if (++state.filled + state.offset < next) continue;
    sohoa_take_detail(cells, row, found++, next <= state.detailed ? 1 : state.mask + 1, survey);
    next = sohoa_next_detailed(&state);
  }
  *survey = state;
  return found;
}

#if defined(__x86_64__)
SOHOA_WIDE static inline size_t sohoa_survey_wide(
    const struct sohoa_cells *cells, struct sohoa_survey *survey, uint8_t *registers) {
  return sohoa_survey_whole(cells, survey, registers, sohoa_take_wide_piece);
}
#endif

// Surveys the cells of the rows `from` ..< `to`: those whose byte in `live` is not 0, if that is there.
//
// `cells` holds pairs of start and length; a null has no length. `registers`, if there, are those of a
// HyperLogLog of 2^12. Of a text in detail `details` gets its hash, its shape's hash, its row with the
// number of its characters above, and the length of its shape with the number of texts it stands for
// above; both have room for all rows. Returns the number of texts in detail, or SIZE_MAX where a cell
// that is looked at does not lie in bytes[..<end].
static inline size_t sohoa_survey_cells(
    const uint8_t *bytes, size_t end, const uint32_t *cells, const uint8_t *live, size_t from,
    size_t to, struct sohoa_survey *survey, uint8_t *registers, uint64_t *details,
    uint8_t *shapes) {
  const struct sohoa_cells all = {bytes, end, cells, live, from, to, details, shapes};
  if (!registers) return sohoa_survey_briefly(&all, survey);
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")
      && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("lzcnt")) {
    return sohoa_survey_wide(&all, survey, registers);
  }
#endif
  return sohoa_survey_whole(&all, survey, registers, sohoa_take_piece);
}

// Asks for bytes that are about to be read.
static inline void sohoa_prefetch(const uint8_t *bytes, size_t from, size_t to) {
  for (size_t index = from; index < to; index += 64) __builtin_prefetch(bytes + index);
}
