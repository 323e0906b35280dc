// SPDX-License-Identifier: GPL-2.0
/*
 * A module with one planted fault, to see that the runner finds it. Named
 * vsw.ko like the real one, so that it is built the same way.
 */
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static char *fault = "none";
module_param(fault, charp, 0444);
MODULE_PARM_DESC(fault, "none, warn, oops, uaf, bounds, leak, recursion, rcu, sleep, netdev");

static DEFINE_MUTEX(plant_outer);
static DEFINE_MUTEX(plant_inner);
static DEFINE_SPINLOCK(plant_lock);
static int plant_object;
static int __rcu *plant_pointer = (int __rcu *)&plant_object;
static unsigned int plant_shift = 40;

static void plant_recursion(void)
{
	/* Never deadlocks here; only a lock checker sees the wrong order. */
	mutex_lock(&plant_outer);
	mutex_lock(&plant_inner);
	mutex_unlock(&plant_inner);
	mutex_unlock(&plant_outer);
	mutex_lock(&plant_inner);
	mutex_lock(&plant_outer);
	mutex_unlock(&plant_outer);
	mutex_unlock(&plant_inner);
}

static void plant_uaf(void)
{
	int *object = kmalloc(sizeof(*object), GFP_KERNEL);

	kfree(object);
	OPTIMIZER_HIDE_VAR(object);
	if (object)
		WRITE_ONCE(*object, 1);
}

static void plant_leak(void)
{
	int i;

	for (i = 0; i < 10; i++) {
		void *object = kmalloc(100, GFP_KERNEL);

		OPTIMIZER_HIDE_VAR(object);
	}
}

static int __init plant_init(void)
{
	pr_info("planting %s\n", fault);
	if (!strcmp(fault, "warn")) {
		WARN_ON(1);
	} else if (!strcmp(fault, "oops")) {
		*(volatile int *)8 = 1;
	} else if (!strcmp(fault, "uaf")) {
		plant_uaf();
	} else if (!strcmp(fault, "bounds")) {
		plant_object = 1 << READ_ONCE(plant_shift);
	} else if (!strcmp(fault, "leak")) {
		plant_leak();
	} else if (!strcmp(fault, "recursion")) {
		plant_recursion();
	} else if (!strcmp(fault, "rcu")) {
		plant_object = *rcu_dereference(plant_pointer);
	} else if (!strcmp(fault, "sleep")) {
		spin_lock(&plant_lock);
		might_sleep();
		spin_unlock(&plant_lock);
	} else if (!strcmp(fault, "netdev")) {
		struct net_device *dev = dev_get_by_name(&init_net, "plant");

		if (!dev)
			return -ENODEV;
	}
	return 0;
}

static void __exit plant_exit(void)
{
}

module_init(plant_init);
module_exit(plant_exit);
MODULE_DESCRIPTION("planted faults for the test runner's own test");
MODULE_LICENSE("GPL");
