/* SPDX-License-Identifier: GPL-2.0 */
/* UDP ports of DHCP. */
#ifndef VSW_FRAME_DHCP_H
#define VSW_FRAME_DHCP_H

#define VSW_DHCP_SERVER		67	/* RFC 2131, 4.1 */
#define VSW_DHCP_CLIENT		68
#define VSW_DHCP6_CLIENT	546	/* RFC 8415, 7.2 */
#define VSW_DHCP6_SERVER	547

#endif
