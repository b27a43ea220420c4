"""What all wings that speak HTTP share, and what runs them.

inputs              text, scopes, turns, the caller and the parts, as routes take them
problems            errors as responses: problem details, or another shape for some paths
sse, heartbeats     streams of server-sent events
accept_header       which media type a client prefers
request_context     the request that is being served
paths, addresses    Slack's path; which hosts are this machine
connections         uvicorn's connections, bounded and with deadlines
graceful_shutdown   uvicorn's server, which ends its answers before it stops
"""
