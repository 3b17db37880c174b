#define _GNU_SOURCE
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

extern const char __executable_start, etext;

/// The program's own code leaves this process's memory and comes back page by page as it is used: most of what a start
/// runs through is not run again.
static inline int foyer_forget_code(void) {
  uintptr_t page = 4096, begin = ((uintptr_t)&__executable_start + page - 1) & ~(page - 1);
  return madvise((void *)begin, ((uintptr_t)&etext - begin) & ~(page - 1), MADV_DONTNEED);
}
