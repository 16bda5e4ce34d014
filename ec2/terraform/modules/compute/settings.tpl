#!/bin/sh
# weir-settings
%{ for name, value in settings ~}
${name}=${value}
%{ endfor ~}
# weir-settings-end
