/* Columns as rows of bits: what packing does most, in C. article3.screening.packing does the same without it.

   A row of bits is written block by block: four words of 64 cases, then the same four words of the next block, `stride` words on. */
#include <stdint.h>
#include <string.h>
#ifdef __BMI2__
#include <immintrin.h>
#endif

#define WORDS 4

static inline uint64_t *place(uint64_t *row, int64_t word, int64_t stride) {
  return row + word / WORDS * stride + word % WORDS;
}

/* The bits that a mask picks, side by side. */
static inline uint64_t gathered(uint64_t bits, uint64_t mask) {
#ifdef __BMI2__
  return _pext_u64(bits, mask);
#else
  uint64_t found = 0;
  for (int at = 0; mask; mask &= mask - 1, at++)
    found |= (bits >> __builtin_ctzll(mask) & 1) << at;
  return found;
#endif
}

/* Bits that lie side by side, set apart to where a mask has its bits. */
static inline uint64_t scattered(uint64_t bits, uint64_t mask) {
#ifdef __BMI2__
  return _pdep_u64(bits, mask);
#else
  uint64_t found = 0;
  for (; mask; mask &= mask - 1, bits >>= 1)
    found |= (bits & 1) << __builtin_ctzll(mask);
  return found;
#endif
}

/* A bitmap from some bit on, beginning at the first bit of a word; what follows its end is left empty. */
void article3_bitmap(const uint8_t *bits, int64_t offset, int64_t count, uint64_t *out) {
  int64_t words = (count + 63) / 64, bytes = (offset + count + 7) / 8;
  for (int64_t at = 0; at < words; at++) {
    int64_t first = offset + 64 * at, byte = first / 8, left = bytes - byte;
    int shift = first % 8;
    uint64_t low = 0, high = 0;
    memcpy(&low, bits + byte, left < 8 ? left : 8);
    if (shift && left > 8)
      high = bits[byte + 8];
    out[at] = shift ? low >> shift | high << (64 - shift) : low;
  }
  if (count % 64)
    out[words - 1] &= ((uint64_t)1 << count % 64) - 1;
}

/* For each k which entries of a list column are the k-th of their case, and which cases have one.

   lengths: entries of each case; mask: `most` bitmaps over all entries, one after another; present: the row of the first k. */
void article3_entries(const int32_t *lengths, int64_t cases, int64_t most, uint64_t *mask, int64_t words, uint64_t *present,
                      int64_t wide, int64_t stride) {
  int64_t entry = 0;
  for (int64_t at = 0; at < cases; at++)
    for (int64_t k = 0; k < lengths[at]; k++, entry++) {
      mask[k * words + entry / 64] |= (uint64_t)1 << entry % 64;
      *place(present + k * wide * WORDS, at / 64, stride) |= (uint64_t)1 << at % 64;
    }
}

/* A bitmap over all entries as one row for each k. starts: index of each case's first entry, and of the last one's end. */
void article3_spread(const uint64_t *bits, const uint64_t *mask, int64_t words, const int32_t *starts, int64_t cases, int64_t most,
                     const uint64_t *present, uint64_t *row, int64_t wide, int64_t stride, int64_t present_stride) {
  for (int64_t word = 0; word * 64 < cases; word++) {
    int64_t begin = starts[word * 64], end = starts[word * 64 + 64 < cases ? word * 64 + 64 : cases];
    if (begin == end)
      continue;
    for (int64_t k = 0; k < most; k++) {
      uint64_t found = 0;
      int filled = 0;
      for (int64_t at = begin / 64; at <= (end - 1) / 64; at++) {
        uint64_t picked = mask[k * words + at];
        if (at == begin / 64)
          picked &= ~(uint64_t)0 << begin % 64;
        if (at == (end - 1) / 64 && end % 64)
          picked &= ((uint64_t)1 << end % 64) - 1;
        if (!picked)
          continue;
        found |= gathered(bits[at], picked) << filled;
        filled += __builtin_popcountll(picked);
      }
      if (filled)
        *place(row + k * wide * WORDS, word, stride) =
            scattered(found, *place((uint64_t *)present + k * WORDS, word, present_stride));
    }
  }
}

/* Where a code is one of those that a table marks. */
void article3_codes(const int32_t *codes, int64_t count, const uint8_t *marked, int64_t known, uint64_t *out) {
  for (int64_t at = 0; at < count; at += 64) {
    uint64_t found = 0;
    int64_t many = count - at < 64 ? count - at : 64;
    for (int64_t k = 0; k < many; k++) {
      uint32_t code = (uint32_t)codes[at + k];
      found |= (uint64_t)(code < known ? marked[code] : 0) << k;
    }
    out[at / 64] = found;
  }
}

/* Where an estimate is above a bound for certain, and where it is certainly not; `open` is a bitmap, or missing. */
void article3_above(const double *low, const double *high, const uint64_t *open, int64_t count, double bound, uint64_t *above,
                    uint64_t *below) {
  for (int64_t at = 0; at < count; at += 64) {
    uint64_t over = 0, reached = 0, under = 0;
    int64_t many = count - at < 64 ? count - at : 64;
    for (int64_t k = 0; k < many; k++) {
      over |= (uint64_t)(low[at + k] > bound) << k;
      reached |= (uint64_t)(low[at + k] >= bound) << k;
      under |= (uint64_t)(high[at + k] <= bound) << k;
    }
    above[at / 64] = over | (open ? reached & open[at / 64] : 0);
    below[at / 64] = under;
  }
}

/* Which readings are alive: for each case a word of flags, turned into one row for each flag.

   flags: one word for each stretch of law; stretch: the one of each case; rows: for each flag the number of its row, or -1. */
void article3_alive(const uint64_t *flags, const int32_t *stretch, int64_t cases, const int32_t *at_row, int64_t readings,
                    uint64_t *rows, int64_t stride) {
  for (int64_t word = 0; word * 64 < cases; word++) {
    uint64_t square[64] = {0};
    int64_t many = cases - word * 64 < 64 ? cases - word * 64 : 64;
    for (int64_t k = 0; k < many; k++)
      square[k] = flags[stretch[word * 64 + k]];
    /* Transposed by halves, as in H. S. Warren, Hacker's Delight, second edition, section 7-3. */
    uint64_t mask = 0x00000000FFFFFFFFull;
    for (int half = 32; half; half >>= 1, mask ^= mask << half)
      for (int k = 0; k < 64; k = (k + half + 1) & ~half) {
        uint64_t swapped = (square[k] >> half ^ square[k + half]) & mask;
        square[k] ^= swapped << half;
        square[k + half] ^= swapped;
      }
    for (int64_t k = 0; k < readings; k++)
      *place(rows + at_row[k] * WORDS, word, stride) = square[k];
  }
}
