/* SPDX-License-Identifier: GPL-2.0 */
/* Which rule is the first to match? classifier.c tells how it is found. */
#ifndef VSW_FILTER_CLASSIFIER_H
#define VSW_FILTER_CLASSIFIER_H

#include <linux/netlink.h>

#include "filter/rule.h"

struct vsw_classifier;
struct vsw_vector;

#define VSW_NO_RULE	U32_MAX

struct vsw_classifier *vsw_classifier_build(struct vsw_rules *rules,
					    struct netlink_ext_ack *extack);
void vsw_classifier_free(struct vsw_classifier *cls);
int vsw_classifier_add(struct vsw_classifier *cls, struct vsw_addrset *set,
		       const struct vsw_range *range);
int vsw_classifier_del(struct vsw_classifier *cls, struct vsw_addrset *set,
		       const struct vsw_range *range);
bool vsw_classifier_matches(const struct vsw_classifier *cls,
			    const struct vsw_addrset *set);
struct vsw_vector *vsw_classifier_applied(struct vsw_classifier *cls,
					  enum vsw_dir dir, const char *client,
					  const unsigned long *groups);
void vsw_classifier_put(struct vsw_classifier *cls, struct vsw_vector *vector);
u32 vsw_classifier_count(const struct vsw_classifier *cls,
			 const struct vsw_vector *out,
			 const struct vsw_vector *in);
u32 vsw_classifier_find(const struct vsw_classifier *cls,
			const struct vsw_vector *applied,
			const struct vsw_packet *pkt);
const struct vsw_rule *vsw_classifier_rule(const struct vsw_classifier *cls,
					   u32 index);

#endif
