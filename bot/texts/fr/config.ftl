# Un réglage trop long, dans config.yaml.

config-too-long = { $key } : fait plus de { $most } caractères
