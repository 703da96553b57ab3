#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// A 64-bit hash of bytes, eight at a time: for telling contents apart, not against an adversary.
static inline uint64_t sohoa_hash64(const uint8_t *bytes, size_t count, uint64_t seed) {
  const uint64_t multiplier = 0x9E3779B97F4A7C15ull;
  uint64_t state = seed ^ (count * multiplier);
  uint64_t word;
  size_t index = 0;
  for (; index + 8 <= count; index += 8) {
    memcpy(&word, bytes + index, 8);
    state = (state ^ word) * multiplier;
    state ^= state >> 29;
  }
  word = 0;
  for (size_t rest = 0; index + rest < count; rest++) word |= (uint64_t)bytes[index + rest] << (8 * rest);
  state = (state ^ word) * multiplier;
  return state ^ (state >> 32);
}
