#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Write lib/spec.c, the library's table of the ABI, from vsw.yaml.

usage: generate.py SPEC > spec.c
"""

import sys

import yaml


def ident(*words):
    return "_".join(words).replace("-", "_")


def names(enum):
    """The names of an enumeration, by value or by bit."""
    return [e["name"] if isinstance(e, dict) else e for e in enum["entries"]]


def attr_type(attr):
    """Type, width in bytes, inner kind and enumeration of an attribute."""
    kind = attr["type"]
    if kind == "nest":
        return "NEST", 0, ident("vsw_kind", attr["nested-attributes"]), None
    if kind == "flag":
        return "FLAG", 0, None, None
    if kind == "string":
        return "STRING", 0, None, None
    if kind == "binary":
        hint = attr.get("display-hint")
        if hint not in ("mac", "ipv4"):
            sys.exit(f"{attr['name']}: binary without display-hint")
        return ("MAC", 6, None, None) if hint == "mac" else ("IP", 0, None, None)
    if kind not in ("u8", "u16", "u32", "u64"):
        sys.exit(f"{attr['name']}: type {kind} is not known here")
    width = int(kind[1:]) // 8
    if "enum" in attr:
        return ("BITS" if attr.get("enum-as-flags") else "ENUM", width, None,
                attr["enum"])
    if width == 1 and attr.get("checks", {}).get("max") == 1:
        return "BOOL", width, None, None
    return "UINT", width, None, None


def write_enums(spec):
    used = {attr.get("enum") for attrs in spec["attribute-sets"]
            for attr in attrs["attributes"]}
    for enum in spec["definitions"]:
        if enum["type"] not in ("enum", "flags") or enum["name"] not in used:
            continue
        name = ident(enum["name"])
        print(f"static const char *const {name}_names[] = {{")
        for entry in names(enum):
            print(f'\t"{entry}",')
        print("};\n")


def write_set(attrs):
    name = attrs["name"]
    size = ident("VSW_A", name, "MAX").upper()
    # struct vsw_obj has a bit for each.
    if len(attrs["attributes"]) > 63:
        sys.exit(f"{name}: more than 63 attributes")
    print(f"static const struct vsw_attr_spec {ident(name)}_attrs"
          f"[{size} + 1] = {{")
    for attr in attrs["attributes"]:
        if attr["type"] == "pad":
            continue
        kind, width, nest, enum = attr_type(attr)
        print(f"\t[{ident('VSW_A', name, attr['name']).upper()}] = {{")
        print(f'\t\t.name = "{attr["name"]}",')
        print(f"\t\t.type = VSW_TYPE_{kind},")
        if width:
            print(f"\t\t.width = {width},")
        if attr.get("multi-attr"):
            print("\t\t.list = true,")
        if nest:
            print(f"\t\t.nest = {nest.upper()},")
        if enum:
            print(f"\t\t.names = {ident(enum)}_names,")
            print(f"\t\t.n_names = ARRAY_SIZE({ident(enum)}_names),")
        print("\t},")
    print("};\n")


def write_sets(spec):
    print("static const struct vsw_set_spec sets[] = {")
    for attrs in spec["attribute-sets"]:
        name = attrs["name"]
        print(f"\t[{ident('VSW_KIND', name).upper()}] = {{")
        print(f"\t\t.max = {ident('VSW_A', name, 'MAX').upper()},")
        print(f"\t\t.attr = {ident(name)}_attrs,")
        print("\t},")
    print("};\n")


def write_cmds(spec):
    ops = {op["name"]: op for op in spec["operations"]["list"]}
    print("static const struct vsw_cmd_spec cmds[] = {")
    for name, op in ops.items():
        base = ops[op["notify"]] if "notify" in op else op
        kind = ident("VSW_KIND", base["attribute-set"]).upper()
        print(f"\t[{ident('VSW_CMD', name).upper()}] = {{")
        print(f'\t\t.name = "{name}",')
        print(f"\t\t.kind = {kind},")
        if "mcgrp" in op:
            print(f"\t\t.group = {ident('VSW_MCGRP', op['mcgrp']).upper()},")
        print("\t},")
    print("};\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8") as file:
        spec = yaml.safe_load(file)

    print("// SPDX-License-Identifier: LGPL-2.1-or-later")
    print("/* Do not edit: written by lib/generate.py from vsw.yaml. */\n")
    print('#include "spec.h"\n')
    write_enums(spec)
    for attrs in spec["attribute-sets"]:
        write_set(attrs)
    write_sets(spec)
    write_cmds(spec)
    print("""const struct vsw_set_spec *vsw_set_spec(unsigned int kind)
{
	if (kind >= ARRAY_SIZE(sets) || !sets[kind].attr)
		return NULL;
	return &sets[kind];
}

const struct vsw_cmd_spec *vsw_cmd_spec(unsigned int cmd)
{
	if (cmd >= ARRAY_SIZE(cmds) || !cmds[cmd].name)
		return NULL;
	return &cmds[cmd];
}""")


if __name__ == "__main__":
    main()
