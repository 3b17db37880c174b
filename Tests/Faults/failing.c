// Makes calls of the unchanged program on its store fail, by LD_PRELOAD. What fails, and from which call on, stands in a
// file of a few numbers that the harness changes while the program runs (failing.py).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { NOTHING, PWRITE, FSYNC, FDATASYNC, OPEN, FTRUNCATE, FALLOCATE, MMAP };

struct order {
  _Atomic int call, error, from, count, lies, seen, hits;
};

static struct order *order;
static _Atomic char is_store[4096];

#define REAL(name, type, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FOYER_FAILING");
  int descriptor = path ? REAL("open", int, const char *, int, ...)(path, O_RDWR | O_CLOEXEC) : -1;
  if (descriptor < 0) return;
  void *place = REAL("mmap", void *, void *, size_t, int, int, int, off_t)(
      0, sizeof *order, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (place != MAP_FAILED) order = place;
}

static int is_ours(int descriptor) { return descriptor >= 0 && descriptor < 4096 && is_store[descriptor]; }

// True when this call is one of those that fail.
static int fails(int call) {
  if (!order || order->call != call) return 0;
  int number = ++order->seen;
  if (number < order->from || number >= order->from + order->count) return 0;
  ++order->hits;
  errno = order->error;
  return 1;
}

#define LIE_OR_FAIL(success) return order->lies ? (success) : -1

static int opened(const char *path, int flags, mode_t mode, const char *name) {
  int ours = path && strstr(path, "foyer.sqlite") && !strstr(path, "-guests");
  if (ours && fails(OPEN)) return -1;
  int descriptor = REAL(name, int, const char *, int, ...)(path, flags, mode);
  if (descriptor >= 0 && descriptor < 4096) is_store[descriptor] = ours;
  return descriptor;
}

#define OPENS(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    return opened(path, flags, mode, #name); \
  }
OPENS(open)
OPENS(open64)

ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
  if (is_ours(file) && fails(PWRITE)) LIE_OR_FAIL((ssize_t)size);
  return REAL("pwrite", ssize_t, int, const void *, size_t, off_t)(file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
  if (is_ours(file) && fails(PWRITE)) LIE_OR_FAIL((ssize_t)size);
  return REAL("pwrite64", ssize_t, int, const void *, size_t, off64_t)(file, data, size, at);
}

int fsync(int file) {
  if (is_ours(file) && fails(FSYNC)) LIE_OR_FAIL(0);
  return REAL("fsync", int, int)(file);
}

int fdatasync(int file) {
  if (is_ours(file) && fails(FDATASYNC)) LIE_OR_FAIL(0);
  return REAL("fdatasync", int, int)(file);
}

int ftruncate(int file, off_t size) {
  if (is_ours(file) && fails(FTRUNCATE)) LIE_OR_FAIL(0);
  return REAL("ftruncate", int, int, off_t)(file, size);
}

int ftruncate64(int file, off64_t size) {
  if (is_ours(file) && fails(FTRUNCATE)) LIE_OR_FAIL(0);
  return REAL("ftruncate64", int, int, off64_t)(file, size);
}

int posix_fallocate(int file, off_t at, off_t size) {
  if (is_ours(file) && fails(FALLOCATE)) return order->error;
  return REAL("posix_fallocate", int, int, off_t, off_t)(file, at, size);
}

void *mmap(void *where, size_t size, int protection, int flags, int file, off_t at) {
  if (is_ours(file) && fails(MMAP)) return MAP_FAILED;
  return REAL("mmap", void *, void *, size_t, int, int, int, off_t)(where, size, protection, flags, file, at);
}

void *mmap64(void *where, size_t size, int protection, int flags, int file, off64_t at) {
  if (is_ours(file) && fails(MMAP)) return MAP_FAILED;
  return REAL("mmap64", void *, void *, size_t, int, int, int, off64_t)(where, size, protection, flags, file, at);
}
