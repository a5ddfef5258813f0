// Stands between the program and the C library: counts what it asks of the disk in one folder, and
// makes chosen calls fail. Loaded before the program by the tests (LD_PRELOAD), on Linux only.
//
//   YISHI_DISK_DIR    the folder; calls elsewhere are passed through and not counted
//   YISHI_DISK_KINDS  which calls count: w(rite) s(ync) r(ead) t(runcate) n(ame: rename, unlink) o(pen)
//   YISHI_DISK_AT     the first call that fails, from 1; YISHI_DISK_TIMES how many (0: all after it)
//   YISHI_DISK_RATE   instead: how many of a thousand fail, by YISHI_DISK_SEED
//   YISHI_DISK_ERRNO  with which error
//   YISHI_DISK_TRACE  a file outside the folder that gets a line for each call
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *dir, *kinds;
static long at, times = 1, rate, seed, error_number = EIO;
static int trace = -1;
static atomic_long calls;

static long number(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

__attribute__((constructor)) static void begin(void) {
    dir = getenv("YISHI_DISK_DIR");
    kinds = getenv("YISHI_DISK_KINDS");
    at = number("YISHI_DISK_AT", 0);
    times = number("YISHI_DISK_TIMES", 1);
    rate = number("YISHI_DISK_RATE", 0);
    seed = number("YISHI_DISK_SEED", 0);
    error_number = number("YISHI_DISK_ERRNO", EIO);
    const char *name = getenv("YISHI_DISK_TRACE");
    if (name) trace = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int fails(char kind, const char *path) {
    if (!dir || strncmp(path, dir, strlen(dir)) != 0 || (kinds && !strchr(kinds, kind))) return 0;
    long n = atomic_fetch_add(&calls, 1) + 1;
    int fail = at > 0 && n >= at && (times == 0 || n < at + times);
    if (rate > 0) {
        unsigned long x = (unsigned long)seed * 0x9e3779b97f4a7c15UL + (unsigned long)n;
        x ^= x >> 33; x *= 0xff51afd7ed558ccdUL; x ^= x >> 33; x *= 0xc4ceb9fe1a85ec53UL; x ^= x >> 33;
        fail = (long)(x % 1000) < rate;
    }
    if (trace >= 0) {
        char line[4200];
        int length = snprintf(line, sizeof line, "%ld %c%s %s\n", n, kind, fail ? "!" : "", path);
        syscall(SYS_write, trace, line, length);
    }
    if (fail) errno = (int)error_number;
    return fail;
}

static int of(char kind, int fd) {
    if (!dir) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return fails(kind, path);
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

// A write that fails may have come half-way; within a sector it came or it did not.
static size_t came(size_t count) { return count > 512 ? count / 2 : 0; }
ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (of('w', fd)) { int e = errno; if (came(count)) real(fd, bytes, came(count)); errno = e; return -1; }
    return real(fd, bytes, count);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    return of('w', fd) ? -1 : real(fd, parts, count);
}
static ssize_t put(int fd, const void *bytes, size_t count, off64_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (of('w', fd)) { int e = errno; if (came(count)) real(fd, bytes, came(count), offset); errno = e; return -1; }
    return real(fd, bytes, count, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) { return put(fd, bytes, count, offset); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return put(fd, bytes, count, offset); }

// What was once read to its end is in the system's memory: reading it again does not ask the disk.
static ino_t kept[256];
static atomic_int keeps;
static ino_t inode(int fd) { struct stat found; return fstat(fd, &found) == 0 ? found.st_ino : 0; }
static int is_kept(int fd) {
    ino_t ino = inode(fd);
    for (int i = 0; i < keeps && i < 256; i++) if (kept[i] == ino) return 1;
    return 0;
}
ssize_t read(int fd, void *bytes, size_t count) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (!dir || is_kept(fd)) return real(fd, bytes, count);
    if (of('r', fd)) return -1;
    ssize_t got = real(fd, bytes, count);
    if (got == 0 && count > 0) kept[atomic_fetch_add(&keeps, 1) % 256] = inode(fd);
    return got;
}
static ssize_t get(int fd, void *bytes, size_t count, off64_t offset) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    return !is_kept(fd) && of('r', fd) ? -1 : real(fd, bytes, count, offset);
}
ssize_t pread64(int fd, void *bytes, size_t count, off64_t offset) { return get(fd, bytes, count, offset); }
ssize_t pread(int fd, void *bytes, size_t count, off_t offset) { return get(fd, bytes, count, offset); }
int fsync(int fd) { REAL(int, "fsync", int); return of('s', fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return of('s', fd) ? -1 : real(fd); }
int sync_file_range(int fd, off64_t from, off64_t count, unsigned int flags) {
    REAL(int, "sync_file_range", int, off64_t, off64_t, unsigned int);
    return of('s', fd) ? -1 : real(fd, from, count, flags);
}
static int cut(int fd, off64_t length) {
    REAL(int, "ftruncate64", int, off64_t);
    return of('t', fd) ? -1 : real(fd, length);
}
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return fails('n', to) ? -1 : real(from, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return fails('n', path) ? -1 : real(path);
}
static int opened(const char *path, int flags, unsigned int mode) {
    REAL(int, "open64", const char *, int, ...);
    return fails('o', path) ? -1 : real(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags);
    unsigned int mode = va_arg(rest, unsigned int);
    va_end(rest);
    return opened(path, flags, mode);
}
int open(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags);
    unsigned int mode = va_arg(rest, unsigned int);
    va_end(rest);
    return opened(path, flags, mode);
}
