#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// A 64-bit hash of bytes, 32 at a time in four lanes: for telling contents apart, not against an
// adversary.
static inline uint64_t sohoa_hash64(const uint8_t *bytes, size_t count, uint64_t seed) {
  const uint64_t multiplier = 0x9E3779B97F4A7C15ull;
  uint64_t lanes[4] = {seed ^ (count * multiplier), seed + 1, seed + 2, seed + 3};
  uint64_t words[4];
  size_t index = 0;
  for (; index + 32 <= count; index += 32) {
    memcpy(words, bytes + index, 32);
    for (int lane = 0; lane < 4; lane++) {
      const uint64_t mixed = (lanes[lane] ^ words[lane]) * multiplier;
      lanes[lane] = mixed ^ (mixed >> 29);
    }
  }
  for (; index < count; index++) {
    const uint64_t mixed = (lanes[index & 3] ^ bytes[index]) * multiplier;
    lanes[index & 3] = mixed ^ (mixed >> 29);
  }
  uint64_t state = lanes[0];
  for (int lane = 1; lane < 4; lane++) {
    state = (state ^ lanes[lane]) * multiplier;
    state ^= state >> 32;
  }
  return state;
}
