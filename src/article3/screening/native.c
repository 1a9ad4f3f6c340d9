/* Columns as rows of bits: what packing does most, in C. article3.screening.packing does the same without it.

   A row of bits is written block by block: four words of 64 cases, then the same four words of the next block, `stride` words on. */
#include <stdint.h>
#include <string.h>

#define WORDS 4

static inline uint64_t *place(uint64_t *row, int64_t word, int64_t stride) {
  return row + word / WORDS * stride + word % WORDS;
}

/* A square of bits turned, so that bit j of word k becomes bit k of word j (H. S. Warren, Hacker's Delight, second edition, 7-3). */
static inline void turned(uint64_t *square) {
  uint64_t mask = 0x00000000FFFFFFFFull;
  for (int half = 32; half; half >>= 1, mask ^= mask << half)
    for (int first = 0; first < 64; first += 2 * half)
      for (int k = first; k < first + half; k++) {
        uint64_t swapped = (square[k] >> half ^ square[k + half]) & mask;
        square[k] ^= swapped << half;
        square[k + half] ^= swapped;
      }
}

/* A bitmap from some bit on, beginning at the first bit of a word; what follows its end is left empty. */
void article3_bitmap(const uint8_t *bits, int64_t offset, int64_t count, uint64_t *out) {
  int64_t words = (count + 63) / 64, bytes = (offset + count + 7) / 8;
  for (int64_t at = 0; at < words; at++) {
    int64_t first = offset + 64 * at, byte = first / 8, left = bytes - byte;
    int shift = first % 8;
    uint64_t low = 0, high = 0;
    if (left >= 8)
      memcpy(&low, bits + byte, 8);
    else
      memcpy(&low, bits + byte, left);
    if (shift && left > 8)
      high = bits[byte + 8];
    out[at] = shift ? low >> shift | high << (64 - shift) : low;
  }
  if (count % 64)
    out[words - 1] &= ((uint64_t)1 << count % 64) - 1;
}

/* For each k which cases have a k-th entry. lengths: entries of each case; present: the row of the first k. */
void article3_entries(const int32_t *lengths, int64_t cases, uint64_t *present, int64_t stride) {
  for (int64_t at = 0; at < cases; at++)
    for (int64_t k = 0; k < lengths[at]; k++)
      *place(present + k * WORDS, at / 64, stride) |= (uint64_t)1 << at % 64;
}

/* Rows of the case: for each block, the words of every row side by side. */
void article3_place(const uint64_t *const *bits, const int64_t *row, int64_t count, int64_t words, uint64_t *rows, int64_t stride) {
  for (int64_t word = 0; word < words; word += WORDS, rows += stride)
    for (int64_t k = 0; k < count; k++)
      memcpy(rows + row[k] * WORDS, bits[k] + word, WORDS * sizeof(uint64_t));
}

/* Bitmaps over all entries as one row for each k.

   64 rows at a time are turned, so that an entry is one word; it is put where its case and number want it, and the rows are turned
   back. starts: index of each case's first entry, and of the last one's end; room: 64 words for each k. */
void article3_spread(const uint64_t *const *bits, const int64_t *row, int64_t count, const int32_t *starts, int64_t cases,
                     int64_t most, uint64_t *room, uint64_t *rows, int64_t wide, int64_t stride) {
  for (int64_t word = 0; word * 64 < cases; word++) {
    int64_t until = word * 64 + 64 < cases ? word * 64 + 64 : cases, begin = starts[word * 64], end = starts[until];
    if (begin == end)
      continue;
    for (int64_t first = 0; first < count; first += 64) {
      int64_t many = count - first < 64 ? count - first : 64, at_case = word * 64, longest = 0;
      memset(room, 0, most * 64 * sizeof(uint64_t));
      for (int64_t at = begin / 64; at <= (end - 1) / 64; at++) {
        uint64_t square[64] = {0};
        for (int64_t k = 0; k < many; k++)
          square[k] = bits[first + k][at];
        turned(square);
        for (int64_t entry = at * 64 < begin ? begin : at * 64; entry < at * 64 + 64 && entry < end; entry++) {
          while (entry >= starts[at_case + 1])
            at_case++;
          int64_t k = entry - starts[at_case];
          longest = k < longest ? longest : k + 1;
          room[k * 64 + at_case % 64] = square[entry % 64];
        }
      }
      for (int64_t k = 0; k < longest; k++) {
        turned(room + k * 64);
        for (int64_t which = 0; which < many; which++)
          *place(rows + (row[first + which] + k * wide) * WORDS, word, stride) = room[k * 64 + which];
      }
    }
  }
}

/* The first eight bytes of a text, with nothing after its end. */
static inline uint64_t head(const char *text, int32_t length, int64_t left) {
  uint64_t found = 0;
  if (left >= 8)
    memcpy(&found, text, 8);
  else
    memcpy(&found, text, left);
  return length < 8 ? found & (((uint64_t)1 << 8 * length) - 1) : found;
}

/* The place of each text among some options, or -1. ends: where each option ends in the text of them all.

   A text is told by its first eight bytes and its length, as a number that finds its place in a table; then it is compared. */
void article3_match(const int32_t *offsets, const char *text, int64_t count, const int32_t *ends, const char *options, int64_t known,
                    int32_t *out) {
  uint64_t keys[256], factor = 0x9E3779B97F4A7C15ull;
  int32_t table[4096], lengths[256], clash = 1;
  int64_t size = offsets[count], all = known ? ends[known - 1] : 0;
  known = known < 256 ? known : 256;
  for (int64_t k = 0; k < known; k++) {
    int32_t begin = k ? ends[k - 1] : 0;
    lengths[k] = ends[k] - begin;
    keys[k] = head(options + begin, lengths[k], all - begin) ^ (uint64_t)lengths[k] << 32;
  }
  for (int tries = 0; clash && tries < 1000; tries++, factor = factor * 6364136223846793005ull + 1442695040888963407ull | 1) {
    clash = 0;
    for (int k = 0; k < 4096; k++)
      table[k] = -1;
    for (int64_t k = 0; k < known && !clash; k++) {
      int32_t *slot = table + (keys[k] * factor >> 52);
      clash = *slot >= 0;
      *slot = k;
    }
    if (!clash)
      break;
  }
  for (int64_t at = 0; at < count; at++) {
    int32_t length = offsets[at + 1] - offsets[at], found = -1;
    const char *here = text + offsets[at];
    if (!clash) {
      uint64_t key = (length ? head(here, length, size - offsets[at]) : 0) ^ (uint64_t)length << 32;
      found = table[key * factor >> 52];
      if (found >= 0 && (keys[found] != key || lengths[found] != length ||
                         (length > 4 && memcmp(here + 4, options + ends[found] - length + 4, length - 4))))
        found = -1;
    } else
      for (int32_t k = 0; k < known; k++)
        if (lengths[k] == length && !memcmp(here, options + ends[k] - length, length)) {
          found = k;
          break;
        }
    out[at] = found;
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
    turned(square);
    for (int64_t k = 0; k < readings; k++)
      *place(rows + at_row[k] * WORDS, word, stride) = square[k];
  }
}

/* Numbers by chance: xorshift (G. Marsaglia, Journal of Statistical Software 8 (2003), number 14), one for each word of a block. */
static inline void draw(uint64_t *state, uint64_t *out) {
  for (int k = 0; k < WORDS; k++) {
    uint64_t x = state[k];
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    out[k] = state[k] = x;
  }
}

/* Cases with every unknown answered, by chance where there is a choice. The plan is one row of numbers:
   how many facts; for each the row that says where it is known, how many options, and for each option how many rows, and these;
   how many questions; for each how many readings, and their rows;
   how many lists; for each the row that says where it is told, how many entries, and for each the row that says where it is. */
void article3_complete(uint64_t *rows, int64_t blocks, int64_t height, const int32_t *plan, const uint64_t *seed) {
  uint64_t state[WORDS], chance[WORDS], left[WORDS], taken[WORDS];
  memcpy(state, seed, sizeof state);
  for (int64_t block = 0; block < blocks; block++, rows += height * WORDS) {
    const int32_t *at = plan;
    for (int32_t facts = *at++; facts; facts--) {
      uint64_t *known = rows + *at++ * WORDS, some = 0;
      int32_t options = *at++;
      for (int k = 0; k < WORDS; k++) {
        some |= left[k] = ~known[k];
        known[k] = ~(uint64_t)0;
      }
      for (; options; options--) {
        int32_t met = *at++;
        if (some) {
          draw(state, chance);
          /* One of those that are left, each as likely as another: by halves for two, nearly so for more. */
          for (int k = 0; k < WORDS; k++) {
            uint64_t likely = options == 1 ? ~(uint64_t)0 : chance[k];
            if (options > 2)
              likely &= state[k] >> 21 | state[k] << 43;
            taken[k] = left[k] & likely;
            left[k] &= ~taken[k];
          }
          for (int32_t which = 0; which < met; which++)
            for (int k = 0; k < WORDS; k++)
              rows[at[which] * WORDS + k] |= taken[k];
        }
        at += met;
      }
    }
    for (int32_t questions = *at++; questions; questions--) {
      int32_t readings = *at++;
      uint64_t held[WORDS] = {0};
      for (int32_t place = 0; place < readings; place++) {
        draw(state, chance);
        uint64_t *row = rows + at[place] * WORDS;
        for (int k = 0; k < WORDS; k++) {
          row[k] &= ~held[k] | chance[k];
          held[k] |= row[k];
          for (int32_t earlier = 0; earlier < place; earlier++)
            rows[at[earlier] * WORDS + k] &= ~row[k];
        }
      }
      at += readings;
    }
    for (int32_t lists = *at++; lists; lists--) {
      uint64_t *listed = rows + *at++ * WORDS;
      for (int32_t entries = *at++; entries; entries--, at++) {
        draw(state, chance);
        for (int k = 0; k < WORDS; k++)
          rows[*at * WORDS + k] |= ~listed[k] & chance[k];
      }
      for (int k = 0; k < WORDS; k++)
        listed[k] = ~(uint64_t)0;
    }
  }
}
