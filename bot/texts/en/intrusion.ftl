## What does not come from you, or not in the right way

refusal-forwarded = A forwarded message does not tell me that it is you speaking: write it to me yourself, <code>45</code> for example.
refusal-link-wait = Too many wrong codes were tried: wait ten minutes, then ask for a new one with /link from your first account.
refusal-name-role = “{ $name }” would make people believe in a role: facilitators give those, names do not. Choose another, <code>/name Camille</code> for example.
