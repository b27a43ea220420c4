"""What every request passes through, from the outside in: one class a file.

request_log         RequestLog: an id for each request, its line in the log, its count
security_headers    SecurityHeaders: what a browser may not do with a response
(CORS)              Starlette's own, where other origins are allowed
authentication      KeyAuthentication: who asks, by key or from this machine, and how often
  route_roles         which requests need which role
  loopback            the check that a request comes from this machine
  rate_limits         RateLimits: requests of each caller in a moving window
body_limit          BodyLimit: how large and how slow a body may be
answer_limit        AnswerLimit: how many questions are answered at the same time
install             puts them around the app in this order
metrics, metering   what is counted for Prometheus; an assistant that counts its questions
"""
