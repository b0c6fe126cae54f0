/*
 * Records everything that a process does to the files under one folder, in the order in which it happens.
 *
 * power.rs builds this, preloads it (LD_PRELOAD) in the process that writes to the store, and afterwards replays the
 * log up to any point to see what a power cut would have left there. Two variables of the environment say what to do:
 * POWER_SHIM_ROOT is the folder, POWER_SHIM_LOG the log, which is added to.
 *
 * A record is four numbers of 64 bits as the machine has them (kind, descriptor, place, length) and then `length`
 * bytes. One lock is held over an operation and its record, so the log has one order and it is the true one.
 *
 * Syncs are recorded and not done: what they are worth is for whoever replays the log, and the test need not wait for
 * the disk. sync_file_range is not even recorded. It writes pages out without telling the disk to flush its own cache
 * and without the file's metadata, so after it nothing is durable; that sled takes it for a sync is what guard G1 is for.
 *
 * The store's process makes no shared mappings, duplicates no descriptor, and does not use fallocate, copy_file_range,
 * sendfile or O_SYNC; they are not recorded. A write that got past the recorder is found by power.rs, which compares
 * what it replayed with what is really there; a sync that got past it shows as lost transactions.
 */

/* Neither may turn the functions below into other ones. */
#undef _FORTIFY_SOURCE
#undef _FILE_OFFSET_BITS
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind {
    OPEN = 1,     /* place: 1 may create, 2 truncates; bytes: path below the root */
    WRITE = 2,    /* place: offset; bytes: data */
    TRUNCATE = 3, /* place: new length */
    SYNC = 4,
    DATASYNC = 5,
    SYNC_ALL = 6,
    MKDIR = 7,    /* bytes: path */
    UNLINK = 8,   /* bytes: path, of a file or of a folder */
    RENAME = 9,   /* bytes: old path, 0, new path */
    LINK = 10     /* bytes: old path, 0, new path */
};

#define MOST_DESCRIPTORS 65536

/* Recursive: what still runs after `end` may close a file. */
static pthread_mutex_t one_at_a_time = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static unsigned char traced[MOST_DESCRIPTORS];
static const char *root;
static size_t root_length;
static int log_descriptor = -1;

/* The function of the system that ours stands in front of. */
#define REAL(name)                                                                                                    \
    ({                                                                                                                \
        static __typeof__(&name) real;                                                                                \
        if (!real)                                                                                                    \
            real = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                                                        \
        real;                                                                                                         \
    })

static void give_up(const char *why) {
    dprintf(STDERR_FILENO, "power_shim: %s\n", why);
    _exit(101);
}

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("POWER_SHIM_LOG");
    root = getenv("POWER_SHIM_ROOT");
    if (!root || !log)
        give_up("POWER_SHIM_ROOT and POWER_SHIM_LOG have to be set");
    root_length = strlen(root);
    log_descriptor = REAL(open64)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_descriptor < 0)
        give_up("the log cannot be opened");
}

/* Kept locked to the end: no other thread is between an operation and its record when the process is gone. */
__attribute__((destructor)) static void end(void) {
    pthread_mutex_lock(&one_at_a_time);
}

static void lock(void) {
    pthread_mutex_lock(&one_at_a_time);
}

static void unlock(void) {
    pthread_mutex_unlock(&one_at_a_time);
}

static void append(const void *data, size_t size) {
    const char *from = data;
    while (size > 0) {
        ssize_t done = REAL(write)(log_descriptor, from, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            give_up("the log cannot be written");
        from += done;
        size -= (size_t)done;
    }
}

static void record(enum kind kind, int descriptor, off64_t place, const void *data, size_t size) {
    uint64_t head[4] = {kind, (uint64_t)descriptor, (uint64_t)place, size};
    append(head, sizeof head);
    append(data, size);
}

static int is_traced(int descriptor) {
    return descriptor >= 0 && descriptor < MOST_DESCRIPTORS && traced[descriptor];
}

/* The path below the root ("" is the root itself), or NULL when it lies outside. `room` holds PATH_MAX bytes. */
static const char *below_root(int folder, const char *path, char *room) {
    if (path[0] != '/') {
        char link[64];
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, room, PATH_MAX - 1);
        if (length < 0)
            return NULL;
        int more = snprintf(room + length, PATH_MAX - (size_t)length, "/%s", path);
        if (more >= PATH_MAX - length)
            give_up("a path is too long");
        path = room;
    }
    if (strncmp(path, root, root_length) != 0)
        return NULL;
    path += root_length;
    if (*path == '/')
        return path + 1;
    return *path ? NULL : path;
}

static void record_path(enum kind kind, int folder, const char *path) {
    char room[PATH_MAX];
    const char *below = below_root(folder, path, room);
    if (below)
        record(kind, -1, 0, below, strlen(below));
}

static void record_two_paths(enum kind kind, int old_folder, const char *old, int new_folder, const char *new) {
    char old_room[PATH_MAX], new_room[PATH_MAX], both[2 * PATH_MAX];
    const char *from = below_root(old_folder, old, old_room), *to = below_root(new_folder, new, new_room);
    if (!from && !to)
        return;
    if (!from || !to)
        give_up("a file comes from or goes to a place that is not recorded");
    int size = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
    record(kind, -1, 0, both, (size_t)size);
}

/* Opening and closing */

static void opened(int descriptor, int folder, const char *path, int flags) {
    char room[PATH_MAX];
    if (descriptor < 0)
        return;
    const char *below = below_root(folder, path, room);
    if (descriptor < MOST_DESCRIPTORS)
        traced[descriptor] = below != NULL;
    else if (below)
        give_up("too many open files");
    if (below) {
        int how = (flags & O_CREAT ? 1 : 0) | (flags & O_TRUNC ? 2 : 0);
        record(OPEN, descriptor, how, below, strlen(below));
    }
}

#define MODE_OF(flags, last)                                                                                          \
    ({                                                                                                                \
        mode_t mode = 0;                                                                                              \
        if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                        \
            va_list more;                                                                                             \
            va_start(more, last);                                                                                     \
            mode = va_arg(more, mode_t);                                                                              \
            va_end(more);                                                                                             \
        }                                                                                                             \
        mode;                                                                                                         \
    })

#define OPENS(name)                                                                                                   \
    int name(const char *path, int flags, ...) {                                                                      \
        mode_t mode = MODE_OF(flags, flags);                                                                          \
        lock();                                                                                                       \
        int descriptor = REAL(name)(path, flags, mode);                                                               \
        opened(descriptor, AT_FDCWD, path, flags);                                                                    \
        unlock();                                                                                                     \
        return descriptor;                                                                                            \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name)                                                                                                \
    int name(int folder, const char *path, int flags, ...) {                                                          \
        mode_t mode = MODE_OF(flags, flags);                                                                          \
        lock();                                                                                                       \
        int descriptor = REAL(name)(folder, path, flags, mode);                                                       \
        opened(descriptor, folder, path, flags);                                                                      \
        unlock();                                                                                                     \
        return descriptor;                                                                                            \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

#define CREATES(name)                                                                                                 \
    int name(const char *path, mode_t mode) {                                                                         \
        lock();                                                                                                       \
        int descriptor = REAL(name)(path, mode);                                                                      \
        opened(descriptor, AT_FDCWD, path, O_CREAT | O_TRUNC);                                                        \
        unlock();                                                                                                     \
        return descriptor;                                                                                            \
    }
CREATES(creat)
CREATES(creat64)

int close(int descriptor) {
    lock();
    if (is_traced(descriptor))
        traced[descriptor] = 0;
    int done = REAL(close)(descriptor);
    unlock();
    return done;
}

/* Data */

/* What was written where the descriptor stood, or at the end of the file: it stands behind it now. */
static void wrote_here(int descriptor, const void *data, ssize_t size) {
    if (size > 0)
        record(WRITE, descriptor, lseek64(descriptor, 0, SEEK_CUR) - size, data, (size_t)size);
}

ssize_t write(int descriptor, const void *data, size_t size) {
    if (!is_traced(descriptor))
        return REAL(write)(descriptor, data, size);
    lock();
    ssize_t done = REAL(write)(descriptor, data, size);
    wrote_here(descriptor, data, done);
    unlock();
    return done;
}

/* One part at a time: writing less than was asked is allowed, and there is nothing to join. */
ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    if (!is_traced(descriptor))
        return REAL(writev)(descriptor, parts, count);
    while (count > 1 && parts->iov_len == 0)
        parts++, count--;
    return count > 0 ? write(descriptor, parts->iov_base, parts->iov_len) : 0;
}

#define WRITES_AT(name, place_type)                                                                                   \
    ssize_t name(int descriptor, const void *data, size_t size, place_type place) {                                   \
        if (!is_traced(descriptor))                                                                                   \
            return REAL(name)(descriptor, data, size, place);                                                         \
        lock();                                                                                                       \
        ssize_t done = REAL(name)(descriptor, data, size, place);                                                     \
        if (done > 0)                                                                                                 \
            record(WRITE, descriptor, place, data, (size_t)done);                                                     \
        unlock();                                                                                                     \
        return done;                                                                                                  \
    }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)

#define TRUNCATES(name, length_type)                                                                                  \
    int name(int descriptor, length_type length) {                                                                    \
        lock();                                                                                                       \
        int done = REAL(name)(descriptor, length);                                                                    \
        if (done == 0 && is_traced(descriptor))                                                                       \
            record(TRUNCATE, descriptor, length, NULL, 0);                                                            \
        unlock();                                                                                                     \
        return done;                                                                                                  \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

/* Syncs */

#define SYNCS(name, kind)                                                                                             \
    int name(int descriptor) {                                                                                        \
        if (!is_traced(descriptor))                                                                                   \
            return REAL(name)(descriptor);                                                                            \
        lock();                                                                                                       \
        record(kind, descriptor, 0, NULL, 0);                                                                         \
        unlock();                                                                                                     \
        return 0;                                                                                                     \
    }
SYNCS(fsync, SYNC)
SYNCS(fdatasync, DATASYNC)
SYNCS(syncfs, SYNC_ALL)

int sync_file_range(int descriptor, off64_t place, off64_t size, unsigned int flags) {
    return is_traced(descriptor) ? 0 : REAL(sync_file_range)(descriptor, place, size, flags);
}

/* Names */

int mkdir(const char *path, mode_t mode) {
    lock();
    int done = REAL(mkdir)(path, mode);
    if (done == 0)
        record_path(MKDIR, AT_FDCWD, path);
    unlock();
    return done;
}

int mkdirat(int folder, const char *path, mode_t mode) {
    lock();
    int done = REAL(mkdirat)(folder, path, mode);
    if (done == 0)
        record_path(MKDIR, folder, path);
    unlock();
    return done;
}

#define REMOVES(name)                                                                                                 \
    int name(const char *path) {                                                                                      \
        lock();                                                                                                       \
        int done = REAL(name)(path);                                                                                  \
        if (done == 0)                                                                                                \
            record_path(UNLINK, AT_FDCWD, path);                                                                      \
        unlock();                                                                                                     \
        return done;                                                                                                  \
    }
REMOVES(unlink)
REMOVES(rmdir)
REMOVES(remove)

int unlinkat(int folder, const char *path, int flags) {
    lock();
    int done = REAL(unlinkat)(folder, path, flags);
    if (done == 0)
        record_path(UNLINK, folder, path);
    unlock();
    return done;
}

#define TWO_NAMES(name, kind)                                                                                         \
    int name(const char *old, const char *new) {                                                                      \
        lock();                                                                                                       \
        int done = REAL(name)(old, new);                                                                              \
        if (done == 0)                                                                                                \
            record_two_paths(kind, AT_FDCWD, old, AT_FDCWD, new);                                                     \
        unlock();                                                                                                     \
        return done;                                                                                                  \
    }
TWO_NAMES(rename, RENAME)
TWO_NAMES(link, LINK)

int renameat(int old_folder, const char *old, int new_folder, const char *new) {
    lock();
    int done = REAL(renameat)(old_folder, old, new_folder, new);
    if (done == 0)
        record_two_paths(RENAME, old_folder, old, new_folder, new);
    unlock();
    return done;
}

int renameat2(int old_folder, const char *old, int new_folder, const char *new, unsigned int flags) {
    if (flags & RENAME_EXCHANGE)
        give_up("an exchange of two files is not recorded");
    lock();
    int done = REAL(renameat2)(old_folder, old, new_folder, new, flags);
    if (done == 0)
        record_two_paths(RENAME, old_folder, old, new_folder, new);
    unlock();
    return done;
}

int linkat(int old_folder, const char *old, int new_folder, const char *new, int flags) {
    lock();
    int done = REAL(linkat)(old_folder, old, new_folder, new, flags);
    if (done == 0)
        record_two_paths(LINK, old_folder, old, new_folder, new);
    unlock();
    return done;
}
