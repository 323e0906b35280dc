#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Real programs through the filters: what is allowed works, all of it, and nothing
# of it is taken for something else.
#
#    .- netns a -.   .- netns b -.   .---- netns g ----.  .- netns h -.
#    | 10.0.0.1  |   | 10.0.0.2  |   | 10.0.0.254      |  |           |
#    |  fd00::1  |   |  fd00::2  |   |       10.1.0.254---+- 10.1.0.2 |
#    '-----|-----'   '-----|-----'   '--|--------------'  '-----------'
#         v-a             v-b          v-g        MTU 1300
#    .-----+---------------+------------+------.
#    |  a.eth0          b.eth0  vs0   g.eth0   |
#    '-----------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b G=02:00:00:00:00:0d

vswctl switch add $SW
guest a $A
guest b $B
guest g $G
ip -b - <<END
netns add h
link add h0 netns g mtu 1300 type veth peer name eth0 netns h mtu 1300
END
for i in a b g h; do ip -n $i link set lo up; done
for i in a:1 b:2 g:254; do
	ns ${i%:*} sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0 net.ipv6.conf.eth0.router_solicitations=0
	ip -n ${i%:*} addr add 10.0.0.${i#*:}/24 dev eth0
	ip -n ${i%:*} addr add fd00::${i#*:}/64 dev eth0 nodad
done
ip -n g link set h0 up
ip -n h link set eth0 up
ip -n g addr add 10.1.0.254/24 dev h0
ip -n h addr add 10.1.0.2/24 dev eth0
ip -n a route add 10.1.0.0/24 via 10.0.0.254
ip -n h route add default via 10.1.0.254
ns g sysctl -qw net.ipv4.ip_forward=1
for i in a b g; do state $i up; done

# allow RULE...: from a to b and to the world behind g; ARP and ND are free
allow()
{
	local i n=10

	{
		cat <<-END
			ruleset infra category infrastructure {
			  rule 1 at 1 inout protocol ipv6-icmp icmptype 135 from any to any accept;
			  rule 2 at 2 inout protocol ipv6-icmp icmptype 136 from any to any accept;
			  rule 3 at 3 inout protocol ipv6-icmp icmptype 143 from any to any accept;
			  rule 4 at 4 inout protocol any from any to any accept applied-to g.eth0;
			}
			ruleset main {
		END
		for i; do
			echo "  rule $n at $n $i;"
			n=$((n + 1))
		done
		echo "  default drop;"
		echo "}"
	} | rules kill
	snap
	mark
}

# refusals: what filters have dropped since mark, but for group frames of the
# guests' own that nobody asked for
refusals()
{
	local key delta

	snap
	REPLY=
	for key in "${!NOW[@]}"; do
		case $key in
		*:rx | *:tx) continue ;;
		esac
		delta=$((${NOW[$key]} - ${BASE[$key]-0}))
		[ $delta = 0 ] || REPLY+="$key=$delta "
	done
}

# unrefused: everything has passed
unrefused()
{
	refusals
	is "dropped" "$REPLY" "" || { vswctl why a.eth0; vswctl why b.eth0; } | sed 's/^/# /'
}

# 1. TCP -----------------------------------------------------------------------

for i in 4 6; do
	[ $i = 4 ] && dst=10.0.0.2 || dst=fd00::2
	t "IPv$i, TCP: a stream each way, several at a time, with segmentation offload"
	allow "inout protocol tcp from { ip 10.0.0.1, ip fd00::1 } to any port 5201 accept"
	run b iperf3 -s
	soon listens b t 5201 || bad "no server"
	works ns a iperf3 -c "$dst" -t 1
	works ns a iperf3 -c "$dst" -t 1 -R -P 3
	done_with
	unrefused
	refused "" ns b timeout 1 bash -c "</dev/tcp/${dst/2/1}/5201"

	t "IPv$i, TCP: many short ones"
	allow "inout protocol tcp from { ip 10.0.0.1, ip fd00::1 } to any port 22 accept"
	# -t: socat would give a slow cat half a second after the client's FIN
	run b socat -t 30 TCP$i-LISTEN:22,fork,reuseaddr EXEC:/bin/cat
	soon listens b t 22 || bad "no server"
	for ((k = 0; k < 8; k++)); do
		is "echo" "$(echo "number $k" | ns a socat -t 30 - "TCP$i:[$dst]:22" 2>&1)" "number $k"
	done
	done_with
	unrefused
done

t "UDP, and what a closed port says"
allow "inout protocol udp from ip 10.0.0.1 to any port 5000-5001 accept"
run b socat UDP4-LISTEN:5000,fork EXEC:/bin/cat
soon listens b u 5000 || bad "no server"
is "echo" "$(echo "over UDP" | ns a socat -t 3 - UDP4:10.0.0.2:5000)" "over UDP"
refused "refused" ns a bash -c 'exec 3<>/dev/udp/10.0.0.2/5001; echo x >&3; sleep 0.3; echo y >&3'
done_with
unrefused

t "ping, both families, whole and in fragments"
allow "inout protocol icmp icmptype 8 from ip 10.0.0.1 to any accept" \
	"inout protocol ipv6-icmp icmptype 128 from ip fd00::1 to any accept"
for i in 10.0.0.2 fd00::2; do
	works ns a ping -q -c 3 -i 0.05 $i
	works ns a ping -q -c 3 -i 0.05 -s 4000 $i
	works ns a ping -q -c 3 -i 0.05 -s 60000 $i
done
unrefused
refused "" ns b ping -q -c 1 -W 1 10.0.0.1

t "the way to far away: time exceeded on it, path MTU of it"
allow "inout protocol icmp icmptype 8 from ip 10.0.0.1 to any accept" \
	"inout protocol tcp from ip 10.0.0.1 to ip 10.1.0.0/24 accept" \
	"inout protocol udp from ip 10.0.0.1 to ip 10.1.0.0/24 accept"
refused "Time to live exceeded" ns a ping -c 1 -t 1 -W 3 10.1.0.2
works ns a ping -c 1 -t 2 -W 3 10.1.0.2
refused "mtu = 1300" ns a ping -c 1 -W 3 -M 'do' -s 1400 10.1.0.2
like "route" "$(ip -n a route get 10.1.0.2)" "*mtu 1300*"
run h iperf3 -s
soon listens h t 5201 || bad "no server"
works ns a iperf3 -c 10.1.0.2 -n 1M
done_with
unrefused

# 2. FTP and TFTP ------------------------------------------------------------------

cat >"$tmp/ftpd.py" <<'END'
import socket, sys
family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
server = socket.create_server((sys.argv[1], 21), family=family)
while True:
    control, peer = server.accept()
    lines = control.makefile('rw', newline='\r\n')
    def say(text):
        lines.write(text + '\n')
        lines.flush()
    data = lambda: None
    say('220 ready')
    for line in lines:
        word, _, rest = line.strip().partition(' ')
        if word == 'PASV' or word == 'EPSV':
            listener = socket.create_server((sys.argv[1], 0), family=family)
            listener.settimeout(3)
            port = listener.getsockname()[1]
            data = lambda: listener.accept()[0]
            if word == 'PASV':
                where = sys.argv[1].replace('.', ',')
                say('227 Entering Passive Mode (%s,%d,%d).' % (where, port >> 8, port & 255))
            else:
                say('229 Entering Extended Passive Mode (|||%d|)' % port)
        elif word == 'PORT' or word == 'EPRT':
            if word == 'PORT':
                n = rest.split(',')
                to = ('.'.join(n[:4]), int(n[4]) << 8 | int(n[5]))
            else:
                n = rest.split('|')
                to = (n[2], int(n[3]))
            data = lambda: socket.create_connection(to, 3)
            say('200 good')
        elif word == 'RETR':
            say('150 here it comes')
            try:
                with data() as connection:
                    connection.sendall(b'contents of ' + rest.encode())
                say('226 done')
            except OSError:
                say('425 no data connection')
        elif word == 'QUIT':
            say('221 bye')
            break
        else:
            say('230 go on')
    control.close()
END
cat >"$tmp/ftp.py" <<'END'
import ftplib, sys
ftp = ftplib.FTP(timeout=2)
ftp.connect(sys.argv[1], 21)
ftp.login()
ftp.set_pasv(sys.argv[2] == 'passive')
for i in range(2):
    ftp.retrbinary('RETR file', lambda data: print(data.decode()))
ftp.quit()
END
file=$'contents of file\ncontents of file'

ftpd()
{
	run b python3 "$tmp/ftpd.py" "$1"
	WAIT_MS=20000 soon listens b t 21 || bad "no server: $(<"$tmp/run")"
}

for i in 10.0.0.2 fd00::2; do
	t "FTP to $i: data connections either way, foreseen by its ALG"
	allow "inout protocol tcp from { ip 10.0.0.1, ip fd00::1 } to any port 21 accept alg ftp"
	ftpd $i
	is "passive" "$(ns a python3 "$tmp/ftp.py" $i passive 2>&1)" "$file"
	is "active" "$(ns a python3 "$tmp/ftp.py" $i active 2>&1)" "$file"
	unrefused
	done_with
done

cat >"$tmp/tftpd.py" <<'END'
import socket
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(('10.0.0.2', 69))
while True:
    request, client = server.recvfrom(1000)
    data = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    data.bind(('10.0.0.2', 0))
    data.settimeout(3)
    for block, text in ((1, b'x' * 512), (2, b'end')):
        data.sendto(bytes((0, 3, 0, block)) + text, client)
        try:
            data.recvfrom(1000)
        except OSError:
            break
END
cat >"$tmp/tftp.py" <<'END'
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(2)
s.bind(('10.0.0.1', 0))
s.sendto(b'\0\1file\0octet\0', ('10.0.0.2', 69))
n = 0
while n % 512 == 0:
    data, server = s.recvfrom(1000)
    n += len(data) - 4
    s.sendto(b'\0\4' + data[2:4], server)
print(n)
END

t "TFTP: answers from another port, foreseen by its ALG"
allow "inout protocol udp from ip 10.0.0.1 to any port 69 accept alg tftp"
run b python3 "$tmp/tftpd.py"
WAIT_MS=20000 soon listens b u 69 || bad "no server: $(<"$tmp/run")"
is "bytes" "$(ns a python3 "$tmp/tftp.py" 2>&1)" 515
unrefused

t "without their ALGs, FTP and TFTP have no data"
allow "inout protocol udp from ip 10.0.0.1 to any port 69 accept" \
	"inout protocol tcp from ip 10.0.0.1 to any port 21 accept"
refused "timed out" ns a python3 "$tmp/tftp.py"
refusals
like "dropped" "$REPLY" "b:match-out=*"
ftpd 10.0.0.2
refused "" ns a python3 "$tmp/ftp.py" 10.0.0.2 passive
refusals
like "dropped" "$REPLY" "*a:match-out=*"
done_with

finish
