#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Whether a day exists in the Gregorian calendar, from year 1 to 9999.
static inline int sohoa_is_day(uint32_t year, uint32_t month, uint32_t day) {
  static const uint8_t counts[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month > 12 || day < 1) return 0;
  if (day <= counts[month]) return 1;
  return month == 2 && day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// Reads eight and two bytes of ten digits and two separators, which stand at bytes `first` and `second`
// of the eight; 0 if they are not that. Each byte of `digits` becomes its digit, each separator 0.
static inline int sohoa_day_digits(
    uint64_t head, uint32_t tail, uint64_t separators, uint64_t places, uint64_t *digits,
    uint32_t *rest) {
  const uint64_t low = (head ^ 0x3030303030303030) ^ separators;
  const uint32_t high = tail ^ 0x3030;
  // A byte above 9 reaches its highest bit, by itself or with 0x76 added.
  if (((low + 0x7676767676767676) | low) & 0x8080808080808080) return 0;
  if (((high + 0x7676) | high) & 0x8080) return 0;
  *digits = low;
  *rest = high;
  return (low & places) == 0;
}

// Reads the texts written dd?mm?yyyy, where `separator` stands between the parts, or, where it is 0,
// yyyy-mm-dd. Of those that name a day `values` gets year * 10000 + month * 100 + day, and the cell the
// text yyyy-mm-dd, which is written behind the others from `end` on, or is its own. `cells` holds pairs
// of start and length; a null has no length, and its value is left alone. The rows of the other texts
// are written to `rows`, their number to `others`. Returns where the written texts end.
//
// The texts lie far apart, so the loop asks for those to come.
static inline size_t sohoa_read_days(
    uint8_t *bytes, size_t end, uint32_t *cells, size_t count, uint8_t separator, int64_t *values,
    uint32_t *rows, size_t *others) {
  const size_t ahead = 24;
  const uint64_t mark = (uint64_t)((separator ? separator : 0x2D) ^ 0x30);
  const uint64_t separators = separator ? mark << 16 | mark << 40 : mark << 32 | mark << 56;
  const uint64_t places = separator ? 0x0000FF0000FF0000 : 0xFF0000FF00000000;
  size_t found = 0;
  for (size_t row = 0; row < count; row++) {
    if (row + ahead < count && cells[2 * (row + ahead) + 1] > 0) {
      __builtin_prefetch(bytes + cells[2 * (row + ahead)]);
    }
    const uint32_t start = cells[2 * row], length = cells[2 * row + 1];
    if (start == UINT32_MAX) continue;
    uint64_t head, low;
    uint16_t tail;
    uint32_t high;
    if (length == 10) {
      memcpy(&head, bytes + start, 8);
      memcpy(&tail, bytes + start + 8, 2);
      if (sohoa_day_digits(head, tail, separators, places, &low, &high)) {
        // Two digits each, in the byte of the first.
        const uint64_t pairs = low * 10 + (low >> 8);
        const uint32_t last = (high * 10 + (high >> 8)) & 0xFF;
        const uint32_t a = pairs & 0xFF;
        if (separator) {
          const uint32_t month = pairs >> 24 & 0xFF, year = (pairs >> 48 & 0xFF) * 100 + last;
          if (sohoa_is_day(year, month, a)) {
            const uint64_t text = head >> 48 | (uint64_t)tail << 16 | (uint64_t)0x2D << 32 |
                (head >> 24 & 0xFFFF) << 40 | (uint64_t)0x2D << 56;
            const uint16_t day = (uint16_t)head;
            memcpy(bytes + end, &text, 8);
            memcpy(bytes + end + 8, &day, 2);
            cells[2 * row] = (uint32_t)end;
            end += 10;
            values[row] = (int64_t)year * 10000 + month * 100 + a;
            continue;
          }
        } else {
          const uint32_t year = a * 100 + (pairs >> 16 & 0xFF), month = pairs >> 40 & 0xFF;
          if (sohoa_is_day(year, month, last)) {
            values[row] = (int64_t)year * 10000 + month * 100 + last;
            continue;
          }
        }
      }
    }
    rows[found++] = (uint32_t)row;
  }
  *others = found;
  return end;
}
