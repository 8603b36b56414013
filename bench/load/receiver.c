/*
 * Holds many event streams open and notes when each event arrived, as cheaply as the kernel allows, so that the
 * measurement shows the server and not its clients. `receiver.mjs` does the same, slower, where there is no compiler.
 *
 * receiver PORT CONNECTIONS MODE REQUEST_FILE OUT_FILE
 *   MODE          `sse` or `socket.io` (Engine.IO 4 over a WebSocket)
 *   REQUEST_FILE  the bytes of the request that each connection sends
 *   OUT_FILE      records of { uint32 connection, uint32 version, uint64 CLOCK_MONOTONIC ns }, one per event that
 *                 carries `"version":<number>`
 * Says `ready` when all are open; ends when its input is closed, with a line of JSON.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define AT_ONCE 64
#define READ_SIZE (256 * 1024)

struct record {
  uint32_t connection, version;
  uint64_t at;
};

struct connection {
  int fd;
  int open; /* the answer's header is past */
  char *kept;
  size_t kept_length;
};

static struct connection *connections;
static struct record *records;
static size_t record_count, record_room;
static uint64_t bytes;
static int total, started, opened, lost, refused, socket_io, epoll;
static char *request;
static size_t request_length;
static struct sockaddr_in address;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static uint64_t now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

static void note(uint32_t connection, const char *data, size_t length, uint64_t at) {
  const char *found = memmem(data, length, "\"version\":", 10);
  if (!found) return;
  if (record_count == record_room) {
    record_room = record_room ? record_room * 2 : 1 << 18;
    records = realloc(records, record_room * sizeof *records);
    if (!records) fail("realloc");
  }
  records[record_count++] = (struct record){connection, (uint32_t)strtoul(found + 10, NULL, 10), at};
}

static void start_next(void) {
  if (started >= total) return;
  struct connection *it = &connections[started];
  it->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (it->fd < 0) fail("socket");
  if (connect(it->fd, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS) fail("connect");
  struct epoll_event event = {.events = EPOLLOUT, .data.u32 = (uint32_t)started++};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, it->fd, &event)) fail("epoll_ctl");
}

static void now_open(struct connection *it) {
  if (it->open) return;
  it->open = 1;
  opened++;
  start_next();
  if (opened == total) puts("ready"), fflush(stdout);
}

static void say(struct connection *it, char what) {
  /* a masked text frame; a mask of zeros leaves the text as it is */
  char frame[] = {(char)0x81, (char)0x81, 0, 0, 0, 0, what, '0'};
  size_t length = 7;
  if (what == '4') frame[1] = (char)0x82, length = 8;
  if (write(it->fd, frame, length) != (ssize_t)length) fail("write");
}

/* Takes whole WebSocket frames; returns how many bytes were used. */
static size_t take_frames(uint32_t number, const char *data, size_t length, uint64_t at) {
  struct connection *it = &connections[number];
  const unsigned char *p = (const unsigned char *)data;
  size_t used = 0;
  while (length - used >= 2) {
    size_t head = 2, size = p[used + 1] & 127;
    if (size == 126) {
      if (length - used < 4) break;
      size = (size_t)p[used + 2] << 8 | p[used + 3], head = 4;
    } else if (size == 127) {
      if (length - used < 10) break;
      size = 0, head = 10;
      for (int i = 2; i < 10; i++) size = size << 8 | p[used + i];
    }
    if (length - used < head + size) break;
    const char *body = data + used + head;
    if (size > 0 && body[0] == '0') say(it, '4');
    else if (size > 0 && body[0] == '2') say(it, '3');
    else if (size > 1 && body[0] == '4' && body[1] == '0') now_open(it);
    else if (size > 1 && body[0] == '4' && body[1] == '2') note(number, body, size, at);
    used += head + size;
  }
  return used;
}

/* Takes whole events; chunk sizes between them do no harm, as they hold no empty line. */
static size_t take_events(uint32_t number, const char *data, size_t length, uint64_t at) {
  size_t used = 0;
  const char *end;
  while ((end = memmem(data + used, length - used, "\n\n", 2))) {
    note(number, data + used, (size_t)(end - data) - used, at);
    used = (size_t)(end - data) + 2;
  }
  return used;
}

static size_t take_header(struct connection *it, const char *data, size_t length) {
  const char *end = memmem(data, length, "\r\n\r\n", 4);
  if (!end) return 0;
  const char *expected = socket_io ? "HTTP/1.1 101" : "HTTP/1.1 200";
  if (memcmp(data, expected, 12)) {
    if (refused++ == 0) fprintf(stderr, "refused: %.*s\n", (int)(length > 400 ? 400 : length), data);
  }
  if (!socket_io) now_open(it);
  return (size_t)(end - data) + 4;
}

static void receive(uint32_t number) {
  static char shared[READ_SIZE];
  static char *headed; /* one byte a connection: its header has been seen */
  if (!headed && !(headed = calloc((size_t)total, 1))) fail("calloc");
  struct connection *it = &connections[number];
  size_t length = it->kept_length;
  if (length) memcpy(shared, it->kept, length);
  ssize_t got = read(it->fd, shared + length, sizeof shared - length);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    lost++;
    close(it->fd);
    it->fd = -1;
    if (!it->open) now_open(it);
    return;
  }
  uint64_t at = now();
  bytes += (uint64_t)got;
  length += (size_t)got;
  size_t used = 0;
  if (!headed[number]) {
    used = take_header(it, shared, length);
    headed[number] = used > 0;
  }
  if (headed[number]) {
    used += (socket_io ? take_frames : take_events)(number, shared + used, length - used, at);
  }
  it->kept_length = length - used;
  if (it->kept_length) {
    if (it->kept_length > READ_SIZE / 2) fprintf(stderr, "an event of more than %d bytes\n", READ_SIZE / 2), exit(1);
    it->kept = realloc(it->kept, it->kept_length);
    if (!it->kept) fail("realloc");
    memcpy(it->kept, shared + used, it->kept_length);
  }
}

int main(int argc, char **argv) {
  if (argc != 6) return fprintf(stderr, "receiver PORT CONNECTIONS MODE REQUEST_FILE OUT_FILE\n"), 2;
  total = atoi(argv[2]);
  socket_io = !strcmp(argv[3], "socket.io");
  address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  FILE *file = fopen(argv[4], "rb");
  if (!file) fail(argv[4]);
  request = malloc(65536);
  request_length = fread(request, 1, 65536, file);
  fclose(file);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  connections = calloc((size_t)total, sizeof *connections);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event input = {.events = EPOLLIN, .data.u32 = UINT32_MAX};
  epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &input);
  for (int i = 0; i < AT_ONCE; i++) start_next();

  for (int running = 1; running;) {
    struct epoll_event events[512];
    int count = epoll_wait(epoll, events, 512, -1);
    for (int i = 0; i < count; i++) {
      uint32_t number = events[i].data.u32;
      if (number == UINT32_MAX) {
        char ignored[256];
        if (read(0, ignored, sizeof ignored) <= 0) running = 0;
        continue;
      }
      if (events[i].events & EPOLLOUT) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = number};
        epoll_ctl(epoll, EPOLL_CTL_MOD, connections[number].fd, &event);
        if (write(connections[number].fd, request, request_length) != (ssize_t)request_length) fail("request");
        continue;
      }
      if (connections[number].fd >= 0) receive(number);
    }
  }

  FILE *out = fopen(argv[5], "wb");
  if (!out) fail(argv[5]);
  if (fwrite(records, sizeof *records, record_count, out) != record_count || fclose(out)) fail(argv[5]);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"opened\":%d,\"refused\":%d,\"lost\":%d,\"events\":%zu,\"bytes\":%llu,\"cpuMs\":%ld}\n", opened, refused, lost,
         record_count, (unsigned long long)bytes,
         (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
             (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000);
  return 0;
}
