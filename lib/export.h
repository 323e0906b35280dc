/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef VSW_LIB_EXPORT_H
#define VSW_LIB_EXPORT_H

/* What libvsw.map lists; all else is built with -fvisibility=hidden. */
#define VSW_EXPORT __attribute__((visibility("default")))

#endif /* VSW_LIB_EXPORT_H */
