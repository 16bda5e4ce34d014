#!/usr/bin/env bash
# Installs, upgrades, rolls back and removes Weir and Fluent Bit on one host. docs/hosts.md explains it.
set -euo pipefail
export LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

fluent_bit_version=5.1.1
fluent_bit_fingerprint=C3C0A28534B9293EAF51FABD9F9DDC083888C1CD
fluent_bit_site=https://packages.fluentbit.io

configuration=/etc/weir
data=/var/lib/weir
# Only root writes here: what lies here is installed by root, so the user weir may not replace it.
state=/var/lib/weir-install
units=/usr/lib/systemd/system

print_help() {
  cat <<'EOF'
Usage: install.sh --package FILE|URL [OPTION]...
       install.sh --rollback | --remove | --status [--dry-run]
Installs Weir and Fluent Bit on Amazon Linux 2023, Debian or Ubuntu, or upgrades them. A second run
with the same package changes nothing.

      --package FILE|URL        Weir's .deb or .rpm: a file, https://... or s3://...
      --sha256 HEX              The package's checksum. Needed with a URL. Without the option, the
                                file SHA256SUMS beside the package has to name it.
      --fluent-bit-package FILE Installs Fluent Bit from this file, not from its repository.
      --fluent-bit-key FILE     Fluent Bit's key, for a host that cannot fetch it. It is verified, too.
      --without-fluent-bit      Leaves Fluent Bit alone.
      --fleet                   Enables first boot, lifecycle and health check, for a host of an
                                auto-scaling group.
      --no-start                Enables the services and starts none, as for an image.
      --ready-within SECONDS    How long an upgraded Weir may take to get ready; default 180.
      --rollback                Goes back to the version before this one.
      --remove                  Removes all but data: /etc/weir, /var/lib/weir and the user weir stay.
      --status                  Says what is installed and whether it runs.
      --dry-run                 Says what would change, and changes nothing.
  -h, --help                    Shows this help message and exits.

An upgrade checks weir.yaml with the new version, drains Weir, installs, starts, and waits until Weir is
ready. If Weir does not get ready, the script goes back to the old version.

Exit codes: 0 done, or nothing to do; 1 not done, the message says why; 2 wrong usage.
EOF
}

say() {
  printf 'install: %s\n' "$1"
}

fail() {
  printf 'install: %s\n' "$1" >&2
  exit 1
}

wrong_usage() {
  printf 'install: %s\nTry install.sh --help.\n' "$1" >&2
  exit 2
}

# --- what is asked for

action=install
package='' sha256='' fluent_bit=repository fluent_bit_package='' fluent_bit_key=''
fleet=no start=yes dry_run=no ready_within=180 changes=0

needs_value() {
  [ "$2" -gt 1 ] || wrong_usage "$1 needs a value"
}

one_action() {
  [ "$action" = install ] || wrong_usage "--$action and --$1 exclude each other"
  action=$1
}

while [ $# -gt 0 ]; do
  case $1 in
    --package | --sha256 | --fluent-bit-package | --fluent-bit-key | --ready-within)
      needs_value "$1" $#
      ;;
  esac
  case $1 in
    --package) package=$2 && shift ;;
    --sha256) sha256=$2 && shift ;;
    --fluent-bit-package) fluent_bit=package && fluent_bit_package=$2 && shift ;;
    --fluent-bit-key) fluent_bit_key=$2 && shift ;;
    --ready-within) ready_within=$2 && shift ;;
    --without-fluent-bit) fluent_bit=none ;;
    --fleet) fleet=yes ;;
    --no-start) start=no ;;
    --dry-run) dry_run=yes ;;
    --rollback | --remove | --status) one_action "${1#--}" ;;
    -h | --help)
      print_help
      exit 0
      ;;
    *) wrong_usage "unknown argument '$1'" ;;
  esac
  shift
done

if [ "$action" = install ]; then
  [ -n "$package" ] || wrong_usage "--package is needed: the .deb or .rpm that './weir package' makes"
elif [ -n "$package" ]; then
  wrong_usage "--package does not go with --$action"
fi
[[ $sha256 =~ ^([0-9a-fA-F]{64})?$ ]] || wrong_usage "--sha256 takes 64 hexadecimal digits, not '$sha256'"
sha256=${sha256,,}
[[ $ready_within =~ ^[1-9][0-9]{0,4}$ ]] || wrong_usage "--ready-within takes seconds, not '$ready_within'"
[ -z "$fluent_bit_package" ] || [ -r "$fluent_bit_package" ] ||
  wrong_usage "--fluent-bit-package: $fluent_bit_package cannot be read"
[ -z "$fluent_bit_key" ] || [ -r "$fluent_bit_key" ] ||
  wrong_usage "--fluent-bit-key: $fluent_bit_key cannot be read"
if [ -n "$package" ]; then
  case $package in
    https://* | s3://*) [ -n "$sha256" ] || wrong_usage "--sha256 is needed with a URL" ;;
    *://*) wrong_usage "--package takes a file, https://... or s3://..., not '$package'" ;;
    *) [ -r "$package" ] || wrong_usage "--package: $package cannot be read" ;;
  esac
fi
[ "$(id -u)" -eq 0 ] || wrong_usage "run this as root"

# --- what kind of host this is

os_value() {
  sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" /etc/os-release 2>/dev/null | head -n 1
}

os=$(os_value ID)
os_version=$(os_value VERSION_ID)
codename=$(os_value VERSION_CODENAME)
case $os in
  debian | ubuntu) format=deb ;;
  amzn)
    format=rpm
    [ "${os_version%%.*}" = 2023 ] ||
      fail "this is Amazon Linux $os_version, and Weir is made for Amazon Linux 2023: use a host with 2023"
    ;;
  *) fail "this is '${os:-an unknown system}', and this script knows Amazon Linux 2023, Debian and Ubuntu: unpack Weir's archive by hand" ;;
esac
case $(uname -m) in
  x86_64) architectures='amd64 x86_64' ;;
  aarch64 | arm64) architectures='arm64 aarch64' ;;
  *) fail "this is $(uname -m), and Weir is made for x86_64 and aarch64" ;;
esac

has_systemd() {
  [ -d /run/systemd/system ]
}

runs() {
  has_systemd && systemctl is-active --quiet "$1"
}

is_unit() {
  [ -f "$units/$1" ] || [ -f "/lib/systemd/system/$1" ] || [ -f "/etc/systemd/system/$1" ]
}

installed_version() {
  if [ "$format" = deb ]; then
    dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$1" 2>/dev/null | sed -n 's/^installed //p' || true
  else
    rpm -q --qf '%{VERSION}-%{RELEASE}\n' "$1" 2>/dev/null | grep -v 'not installed' || true
  fi
}

# --- changes, which a dry run only names

# Whether to do what the text says; counts it.
change() {
  changes=$((changes + 1))
  if [ "$dry_run" = yes ]; then
    say "would $1"
    return 1
  fi
  say "$1"
}

# put FILE MODE TEXT: writes the file if it holds something else.
put() {
  if [ -f "$1" ] && [ "$(cat "$1")" = "$3" ]; then
    return 0
  fi
  if change "write $1"; then
    mkdir -p "$(dirname "$1")"
    printf '%s\n' "$3" >"$1.new"
    chmod "$2" "$1.new"
    mv -f "$1.new" "$1"
  fi
}

drop() {
  if [ -e "$1" ] && change "remove $1"; then
    rm -rf "$1"
  fi
}

quietly() {
  if ! "$@" >"$work/output" 2>&1; then
    cat "$work/output" >&2
    return 1
  fi
}

install_file() {
  if [ "$format" = deb ]; then
    quietly env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold --install "$1"
  elif rpm -q "$2" >/dev/null 2>&1; then
    quietly rpm --upgrade --oldpackage --replacepkgs "$1"
  else
    quietly dnf install -y "$1"
  fi
}

remove_package() {
  if [ "$format" = deb ]; then
    quietly env DEBIAN_FRONTEND=noninteractive dpkg --remove "$1"
  else
    quietly rpm --erase "$1"
  fi
}

# --- Weir's package

# fetch: sets $file to the package, in a folder of root alone.
fetch() {
  local sums name wanted=$sha256
  name=${package##*/}
  name=${name%%\?*}
  [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._~+-]*\.(deb|rpm)$ ]] ||
    fail "'$name' is no name of a package: it has to end in .deb or .rpm"
  [ "${name##*.}" = "$format" ] ||
    fail "$name is no .$format, which is what $os takes: choose the package that ends in .$format"
  file=$work/$name
  case $package in
    https://*)
      curl --proto =https --tlsv1.2 --fail --silent --show-error --location --proto-redir =https \
        --retry 3 --output "$file" "$package" || fail "$package cannot be fetched, see above"
      ;;
    s3://*)
      command -v aws >/dev/null 2>&1 || fail "$package needs the AWS CLI, and there is no aws on the PATH"
      aws s3 cp --only-show-errors "$package" "$file" || fail "$package cannot be fetched, see above"
      ;;
    *)
      cp "$package" "$file"
      sums=$(dirname "$package")/SHA256SUMS
      if [ -z "$wanted" ]; then
        [ -r "$sums" ] ||
          fail "nothing says what the checksum of $package is: put SHA256SUMS beside it, or name --sha256"
        wanted=$(awk -v name="$name" '$2 == name || $2 == "*" name { print $1 }' "$sums" | head -n 1)
        [ -n "$wanted" ] || fail "$sums does not name $name"
      fi
      ;;
  esac
  sha=$(sha256sum "$file" | cut -d ' ' -f 1)
  [ "$sha" = "$wanted" ] ||
    fail "$package has the checksum $sha, and $wanted was expected: it is damaged, or not the file that was meant"
}

# Reads name, version and architecture of the package in $file.
describe() {
  local facts
  if [ "$format" = deb ]; then
    # shellcheck disable=SC2016 # dpkg fills these in
    facts=$(dpkg-deb -W --showformat '${Package} ${Architecture} ${Version}' "$file" 2>/dev/null) || facts=''
  else
    facts=$(rpm -qp --qf '%{NAME} %{ARCH} %{VERSION}-%{RELEASE}' "$file" 2>/dev/null) || facts=''
  fi
  local name architecture
  read -r name architecture version <<<"$facts" || true
  [ "${name:-}" = weir ] || fail "${file##*/} is no package of Weir"
  case " $architectures all noarch " in
    *" $architecture "*) ;;
    *) fail "${file##*/} is made for $architecture, and this host is $(uname -m)" ;;
  esac
}

kept() {
  cat "$state/$1" 2>/dev/null || true
}

# kept_file SHA: prints the kept package of that checksum, after looking whether it still has it.
kept_file() {
  local found
  [[ $1 =~ ^[0-9a-f]{64}$ ]] || return 1
  for found in "$state/packages/$1"/*."$format"; do
    if [ -f "$found" ] && [ "$(sha256sum "$found" | cut -d ' ' -f 1)" = "$1" ]; then
      printf '%s' "$found"
      return
    fi
  done
  return 1
}

keep() {
  local folder=$state/packages/$sha
  mkdir -p "$folder"
  if [ "$file" != "$folder/${file##*/}" ]; then
    cp "$file" "$folder/.new"
    mv -f "$folder/.new" "$folder/${file##*/}"
  fi
}

# remember CURRENT PREVIOUS: which packages are kept; others go.
remember() {
  local folder
  printf '%s\n' "$1" >"$state/current"
  if [ -n "$2" ]; then
    printf '%s\n' "$2" >"$state/previous"
  else
    rm -f "$state/previous"
  fi
  for folder in "$state/packages"/*; do
    case ${folder##*/} in
      "$1" | "$2") ;;
      *) rm -rf "$folder" ;;
    esac
  done
}

# Reads weir.yaml with the version in $file, before that version takes over.
check_with_new() {
  local root=$work/new line environment=()
  [ -f "$configuration/weir.yaml" ] || return 0
  mkdir -p "$root" "$work/credentials"
  if [ "$format" = deb ]; then
    dpkg-deb -x "$file" "$root"
  elif command -v cpio >/dev/null 2>&1; then
    (cd "$root" && rpm2cpio "$file" | cpio --quiet -idm)
  else
    say "weir.yaml is not checked with the new version: there is no cpio to unpack the package with"
    return 0
  fi
  # What the services find in their environment; credentials as systemd hands them over.
  for line in "$configuration"/credentials/*; do
    [ -f "$line" ] && ln -s "$line" "$work/credentials/weir_${line##*/}"
  done
  environment+=("CREDENTIALS_DIRECTORY=$work/credentials")
  if [ -f "$configuration/environment" ]; then
    while IFS= read -r line; do
      if [[ $line =~ ^[A-Za-z_][A-Za-z0-9_]*= ]]; then
        line=${line%\"}
        environment+=("${line/=\"/=}")
      fi
    done <"$configuration/environment"
  fi
  if ! env "${environment[@]}" "$root/opt/weir/bin/weir" check --offline -c "$configuration/weir.yaml" \
    >"$work/check" 2>&1; then
    cat "$work/check" >&2
    fail "$configuration/weir.yaml does not fit Weir $version, see above. Nothing was changed: correct the file, then run this again"
  fi
  rm -rf "$root"
}

# Prints 0 if Weir is ready, 1 if it runs and waits for others, 2 if it does not answer.
readiness() {
  local code=0
  timeout 30 /opt/weir/bin/weir status >"$work/status" 2>&1 || code=$?
  [ "$code" -le 1 ] || code=2
  printf '%s' "$code"
}

# start_and_wait WORST: starts Weir; whether it gets as ready as it was before.
start_and_wait() {
  local deadline=$((SECONDS + ready_within))
  systemctl daemon-reload
  systemctl reset-failed weir.service 2>/dev/null || true
  timeout "$ready_within" systemctl start weir.service || return 1
  until [ "$(readiness)" -le "$1" ]; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    runs weir.service || return 1
    sleep 1
  done
}

fluent_bit_unit() {
  cat "$units/fluent-bit.service.d/weir.conf" 2>/dev/null || true
}

# replace: puts the package in $file in the place of what is installed, and goes back if that fails.
replace() {
  local before worst=1 ran=no old='' unit
  before=$(installed_version weir)
  if [ -n "$before" ]; then
    old=$(kept_file "$(kept current)") || say "the package of $before is not kept here, so there is no way back to it"
  fi
  check_with_new
  unit=$(fluent_bit_unit)
  if runs weir.service; then
    ran=yes
    worst=$(readiness)
    [ "$worst" -le 1 ] || worst=1
    say "draining Weir $before"
    if ! quietly systemctl stop weir.service; then
      systemctl start weir.service || true
      fail "Weir $before does not stop, see above. Nothing was changed"
    fi
  fi
  if install_file "$file" weir && [ "$ran" = no ]; then
    return 0
  fi
  if [ "$ran" = yes ] && [ "$(installed_version weir)" = "$version" ]; then
    if [ "$unit" != "$(fluent_bit_unit)" ] && runs fluent-bit.service; then
      systemctl daemon-reload
      # Its buffer lies on the disk.
      systemctl restart fluent-bit.service || true
    fi
    say "waiting until Weir $version is ready"
    if start_and_wait "$worst"; then
      return 0
    fi
    cat "$work/status" >&2 2>/dev/null || true
    journalctl --unit weir.service --lines 20 --no-pager >&2 2>/dev/null || true
  fi
  [ -n "$old" ] || fail "Weir $version could not be put to work, see above, and there is no way back: install another version"
  say "Weir $version could not be put to work: going back to $before" >&2
  if [ "$ran" = yes ]; then
    systemctl stop weir.service || true
  fi
  install_file "$old" weir || fail "going back to $before failed, see above: install a version by hand"
  if [ "$ran" = yes ] && ! start_and_wait 1; then
    fail "Weir $before is installed again and does not get ready: journalctl -u weir says why"
  fi
  fail "Weir $before runs on; the upgrade to $version was not done, see above"
}

# --- Fluent Bit

# Whether the file holds one key, which is Fluent Bit's, and is neither expired nor revoked.
verify_key() {
  local home=$work/gnupg found
  mkdir -p "$home"
  chmod 0700 "$home"
  found=$({ gpg --homedir "$home" --batch --quiet --with-colons --show-keys "$1" 2>/dev/null || true; } |
    awk -F : '
      $1 == "pub" { keys++; primary = 1; if ($2 ~ /[er]/) bad = 1 }
      $1 == "sub" { primary = 0 }
      $1 == "fpr" && primary { fingerprint = $10; primary = 0 }
      END { if (keys == 1 && !bad) print fingerprint; else print "none" }')
  [ "$found" = "$fluent_bit_fingerprint" ] ||
    fail "$1 is not Fluent Bit's key: its fingerprint is ${found:-none}, and $fluent_bit_fingerprint was expected. Nothing of it is trusted"
}

add_fluent_bit_repository() {
  local key=$work/fluent-bit.key trusted
  if [ -n "$fluent_bit_key" ]; then
    cp "$fluent_bit_key" "$key"
  else
    curl --proto =https --tlsv1.2 --fail --silent --show-error --retry 3 --output "$key" \
      "$fluent_bit_site/fluentbit.key" ||
      fail "Fluent Bit's key cannot be fetched from $fluent_bit_site, see above: name --fluent-bit-package or --without-fluent-bit on a host without a way there"
  fi
  command -v gpg >/dev/null 2>&1 || {
    if [ "$format" = deb ]; then
      quietly apt-get update -q
      quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends gpg ca-certificates
    else
      quietly dnf install -y gnupg2-minimal
    fi
  } || fail "gpg is needed to verify Fluent Bit's key, and cannot be installed, see above"
  verify_key "$key"
  if [ "$format" = deb ]; then
    trusted=/usr/share/keyrings/fluentbit-keyring.gpg
    rm -f "$work/keyring"
    gpg --homedir "$work/gnupg" --batch --output "$work/keyring" --dearmor "$key"
    if ! cmp -s "$work/keyring" "$trusted" && change "trust Fluent Bit's key in $trusted"; then
      install -m 0644 "$work/keyring" "$trusted"
    fi
    put /etc/apt/sources.list.d/fluent-bit.list 0644 \
      "deb [signed-by=$trusted] $fluent_bit_site/$os/$codename $codename main"
    put /etc/apt/preferences.d/weir-fluent-bit 0644 "$(printf '%s\n' '# The version that Weir is tested with.' \
      'Package: fluent-bit' "Pin: version $fluent_bit_version*" 'Pin-Priority: 1001')"
  else
    trusted=/etc/pki/rpm-gpg/RPM-GPG-KEY-fluent-bit
    if ! cmp -s "$key" "$trusted" && change "trust Fluent Bit's key in $trusted"; then
      install -m 0644 "$key" "$trusted"
      rpm --import "$trusted"
    fi
    # Off for general updates, so that the version stays the one that Weir is tested with.
    put /etc/yum.repos.d/fluent-bit.repo 0644 "$(printf '%s\n' '[fluent-bit]' 'name=Fluent Bit' \
      "baseurl=$fluent_bit_site/amazonlinux/2023/" 'gpgcheck=1' 'repo_gpgcheck=1' \
      "gpgkey=file://$trusted" 'enabled=0')"
  fi
}

install_fluent_bit() {
  local there
  there=$(installed_version fluent-bit)
  case $fluent_bit in
    none) return 0 ;;
    package)
      local sum
      sum=$(sha256sum "$fluent_bit_package" | cut -d ' ' -f 1)
      if [ -n "$there" ] && [ "$(kept fluent-bit)" = "package $sum" ]; then
        return 0
      fi
      if change "install Fluent Bit from $fluent_bit_package"; then
        cp "$fluent_bit_package" "$work/fluent-bit.$format"
        install_file "$work/fluent-bit.$format" fluent-bit || fail "Fluent Bit was not installed, see above"
        printf 'package %s\n' "$sum" >"$state/fluent-bit"
      fi
      ;;
    repository)
      case $there in
        "$fluent_bit_version" | "$fluent_bit_version"-*) return 0 ;;
      esac
      add_fluent_bit_repository
      if change "install Fluent Bit $fluent_bit_version"; then
        if [ "$format" = deb ]; then
          quietly apt-get update -q &&
            quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
              --allow-downgrades -o Dpkg::Options::=--force-confold "fluent-bit=$fluent_bit_version*"
        elif [ -z "$there" ]; then
          quietly dnf install -y --enablerepo=fluent-bit "fluent-bit-$fluent_bit_version"
        else
          quietly dnf upgrade -y --enablerepo=fluent-bit "fluent-bit-$fluent_bit_version" ||
            quietly dnf downgrade -y --enablerepo=fluent-bit "fluent-bit-$fluent_bit_version"
        fi || fail "Fluent Bit $fluent_bit_version was not installed, see above"
        printf 'repository\n' >"$state/fluent-bit"
      fi
      ;;
  esac
}

# --- the host around them

journal_settings='# Written by install.sh of Weir: logs survive a restart, and never fill the disk.
[Journal]
Storage=persistent
SystemMaxUse=1G
SystemKeepFree=1G'

configure_journal() {
  local before=$changes
  put /etc/systemd/journald.conf.d/weir.conf 0644 "$journal_settings"
  if [ "$dry_run" = no ] && [ "$changes" -gt "$before" ]; then
    mkdir -p /var/log/journal
    if has_systemd; then
      systemctl restart systemd-journald.service || true
    fi
  fi
}

enable_unit() {
  is_unit "$1" || return 0
  # The exit code alone: a unit that others pull in is neither enabled nor in need of it.
  if [ "$(systemctl is-enabled "$1" 2>/dev/null || true)" = disabled ] && change "enable $1"; then
    quietly systemctl enable "$1" || fail "$1 cannot be enabled, see above"
  fi
}

start_unit() {
  has_systemd && [ "$start" = yes ] && is_unit "$1" && ! runs "$1" || return 0
  if change "start $1"; then
    systemctl daemon-reload
    systemctl start "$1" || fail "$1 does not start: journalctl -u $1 says why"
  fi
}

start_services() {
  local unit
  enable_unit weir.service
  if [ -n "$(installed_version fluent-bit)" ] && [ "$fluent_bit" != none ]; then
    enable_unit fluent-bit.service
  fi
  if [ "$fleet" = yes ]; then
    for unit in weir-first-boot.service weir-lifecycle.timer weir-health.timer; do
      enable_unit "$unit"
    done
  fi
  if [ "$fleet" = yes ] && [ ! -f "$configuration/weir.yaml" ]; then
    start_unit weir-first-boot.service
  fi
  if [ ! -f "$configuration/weir.yaml" ]; then
    [ "$fleet" = yes ] ||
      say "there is no $configuration/weir.yaml yet: write one (/opt/weir/share/weir.example.yaml), then run: systemctl start weir"
    return 0
  fi
  if [ "$fluent_bit" != none ]; then
    start_unit fluent-bit.service
  fi
  start_unit weir.service
  if [ "$fleet" = yes ]; then
    start_unit weir-lifecycle.timer
    start_unit weir-health.timer
  fi
}

# --- the actions

do_install() {
  local before current previous
  fetch
  describe
  before=$(installed_version weir)
  current=$(kept current)
  previous=$(kept previous)
  if [ "$before" = "$version" ] && [ "$current" = "$sha" ]; then
    :
  elif change "$([ -n "$before" ] && printf 'replace Weir %s by %s' "$before" "$version" || printf 'install Weir %s' "$version")"; then
    replace
    keep
    if [ -z "$before" ]; then
      remember "$sha" ''
    elif [ "$current" != "$sha" ]; then
      remember "$sha" "$current"
    else
      remember "$sha" "$previous"
    fi
  fi
  install_fluent_bit
  configure_journal
  start_services
}

do_rollback() {
  local current previous
  current=$(kept current)
  previous=$(kept previous)
  [ -n "$previous" ] || fail "there is no earlier version to go back to"
  file=$(kept_file "$previous") ||
    fail "the package of the earlier version is no longer in $state/packages, or is damaged: install it with --package"
  sha=$previous
  describe
  if change "go back from Weir $(installed_version weir) to $version"; then
    replace
    remember "$previous" "$current"
  fi
}

do_remove() {
  local unit chunks
  for unit in weir-health.timer weir-lifecycle.timer weir.service fluent-bit.service weir-first-boot.service; do
    if [ "$unit" = fluent-bit.service ] && [ -z "$(kept fluent-bit)" ]; then
      continue
    fi
    if runs "$unit" && change "stop $unit"; then
      systemctl stop "$unit" || fail "$unit does not stop, see above"
    fi
    if is_unit "$unit" && [ "$(systemctl is-enabled "$unit" 2>/dev/null || true)" = enabled ] && change "disable $unit"; then
      quietly systemctl disable "$unit" || true
    fi
  done
  if [ -n "$(installed_version weir)" ] && change "remove Weir $(installed_version weir)"; then
    cp -a "$configuration" "$work/configuration"
    remove_package weir || fail "Weir's package was not removed, see above"
    # An rpm takes unchanged configuration with it; here it is data.
    mkdir -p "$configuration"
    cp -an "$work/configuration/." "$configuration/"
  fi
  if [ -n "$(kept fluent-bit)" ]; then
    if [ -n "$(installed_version fluent-bit)" ] && change "remove Fluent Bit"; then
      remove_package fluent-bit || fail "Fluent Bit's package was not removed, see above"
    fi
    drop /etc/apt/sources.list.d/fluent-bit.list
    drop /etc/apt/preferences.d/weir-fluent-bit
    drop /usr/share/keyrings/fluentbit-keyring.gpg
    drop /etc/yum.repos.d/fluent-bit.repo
    drop /etc/pki/rpm-gpg/RPM-GPG-KEY-fluent-bit
  fi
  drop /etc/systemd/journald.conf.d/weir.conf
  rmdir /etc/systemd/journald.conf.d 2>/dev/null || true
  drop /opt/weir
  drop "$state"
  chunks=$({ find "$data/fluent-bit" -name '*.flb' 2>/dev/null || true; } | wc -l)
  if [ "$chunks" -gt 0 ]; then
    say "$data/fluent-bit holds $chunks chunks that OpenSearch does not have: a Fluent Bit with this folder sends them"
  fi
  say "data stays: $configuration, $data, and the user weir, who owns it"
}

do_status() {
  local unit code=0 there current
  there=$(installed_version weir)
  current=$(kept current)
  printf 'Weir         %s\n' "${there:-not installed}"
  printf 'package      %s\n' "${current:-not installed by this script}"
  printf 'earlier      %s\n' "$(kept previous)"
  printf 'Fluent Bit   %s\n' "$(installed_version fluent-bit)"
  if [ -f "$configuration/weir.yaml" ]; then
    printf 'weir.yaml    %s\n' "$(stat -c '%A %U:%G' "$configuration/weir.yaml")"
  else
    printf 'weir.yaml    missing\n'
  fi
  for unit in weir.service fluent-bit.service weir-first-boot.service weir-lifecycle.timer weir-health.timer; do
    if is_unit "$unit"; then
      printf '%s: %s, %s\n' "$unit" "$(systemctl is-enabled "$unit" 2>/dev/null || true)" \
        "$(has_systemd && systemctl is-active "$unit" 2>/dev/null || printf 'does not run')"
    fi
  done
  [ -n "$there" ] || code=1
  if has_systemd && ! runs weir.service; then
    code=1
  fi
  exit "$code"
}

if [ "$action" = status ]; then
  do_status
fi
if [ "$dry_run" = no ]; then
  mkdir -p "$state"
  chown root:root "$state"
  chmod 0700 "$state"
  # The folder itself is the lock's file: --remove takes it away with all it holds.
  exec {lock}<"$state"
  flock --nonblock "$lock" ||
    fail "another install.sh runs on this host: wait until it is done, then run this again"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file='' sha='' version=''
"do_$action"
if [ "$changes" -eq 0 ]; then
  say "nothing to change"
elif [ "$dry_run" = yes ]; then
  say "a dry run: nothing was changed"
else
  say "done"
fi
