#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

// A macro, which Swift cannot call.
static inline int CZlib_gzipInit(z_streamp stream, int level) {
    // 15 bits of window, and 16 for the gzip format.
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
