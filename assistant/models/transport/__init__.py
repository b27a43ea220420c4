"""Requests to an endpoint and what comes back, as they travel.

- `client`: requests, each sent once; `events`: what comes back, whatever its form
- `throttle`, `waits`: when an endpoint may be asked again
- `heard`, `repetition`, `declining`: a reply as it comes in, one that goes round in circles, one
  that says that there is none
- `naming`: what was probably meant by a name or an address
- `addresses`, `wordings`, `parameters`, `bounds`: keys and addresses that cannot be right; what
  refusals are about, and what they say of the parameters sent and of their values
"""
