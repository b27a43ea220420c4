"""Requests to an endpoint and what comes back, as they travel.

- `client`: requests, each sent once; `events`: what comes back, whatever its form
- `throttle`, `waits`: when an endpoint may be asked again
- `heard`, `repetition`: a reply as it comes in, and one that goes round in circles
- `naming`: what was probably meant by a name or an address
- `addresses`, `wordings`, `parameters`, `bounds`: keys and addresses that cannot be right; what
  refusals are about, and what they say of the parameters sent and of their values
"""
