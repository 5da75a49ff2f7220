"""The state as one object in S3-compatible storage, guarded by its ETag."""

from collections.abc import Iterator
from typing import Any

from crawler.state.archive import NAME, packed, unpacked
from crawler.state.base import Files, Moved, StateError, Stored

_MOVED = ("PreconditionFailed", "ConditionalRequestConflict")
_NO_CONDITIONS = ("NotImplemented", "InvalidArgument", "InvalidRequest")


class BucketStore:
    """s3://bucket/prefix, by s3fs.

    Keys, region and endpoint come from where all tools for S3 look: AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL, ~/.aws. Raises StateError without s3fs.
    """

    def __init__(self, place: str) -> None:
        try:
            import s3fs  # noqa: PLC0415 - an extra that most installations are without
        except ImportError:
            raise StateError(
                "the state is to be kept in S3, and s3fs is not installed",
                hint="pip install 'storewalk[s3]'",
            ) from None
        self._place = place.strip("/")
        self._path = f"{self._place}/{NAME}"
        self._s3: Any = s3fs.S3FileSystem(
            skip_instance_cache=True, use_listings_cache=False, default_cache_type="none"
        )

    @property
    def name(self) -> str:
        """s3://BUCKET/PREFIX."""
        return f"s3://{self._place}"

    def load(self) -> Stored | None:
        """The object and its ETag; None when there is no such object."""
        try:
            tag = self._tag()
            if tag is None:
                return None
            data = self._s3.cat_file(self._path)
            after = self._tag()
        except Exception as error:  # noqa: BLE001 - s3fs lets through whatever its parts raise
            raise self._explained(error) from None
        if after != tag:
            raise Moved("another run has written the object meanwhile")
        files, notes = unpacked(data, f"{self.name}/{NAME}")
        return Stored(files, tag, notes)

    def save(self, files: Files, before: Stored | None, message: str) -> None:
        """One conditional write: only over the object that was loaded.

        A server that knows no conditional writes is asked for the ETag just before instead, which
        leaves a gap of one request.
        """
        del message
        data = packed(files)
        guard = {"IfMatch": before.version} if before else {"IfNoneMatch": "*"}
        try:
            try:
                self._put(data, guard)
            except Exception as error:
                if _code(error) not in _NO_CONDITIONS:
                    raise
                if self._tag() != (before.version if before else None):
                    raise Moved("another run has written the object since") from None
                self._put(data, {})
        except Exception as error:  # noqa: BLE001 - as in load
            raise self._explained(error) from None

    def earlier(self, file: str) -> Iterator[tuple[str, bytes]]:
        """Nothing: versions of objects are the bucket's own matter."""
        del file
        yield from ()

    def _put(self, data: bytes, guard: dict[str, str]) -> None:
        bucket, _, key = self._path.partition("/")
        self._s3.call_s3("put_object", Bucket=bucket, Key=key, Body=data, **guard)

    def _tag(self) -> str | None:
        bucket, _, key = self._path.partition("/")
        try:
            head = self._s3.call_s3("head_object", Bucket=bucket, Key=key)
        except Exception as error:
            if _code(error) in ("404", "NoSuchKey"):
                self._s3.call_s3("head_bucket", Bucket=bucket)  # else the bucket is missing
                return None
            raise
        return str(head["ETag"])

    def _explained(self, error: Exception) -> Exception:
        if isinstance(error, Moved | StateError):
            return error
        code = _code(error)
        if code in _MOVED:
            return Moved("another run has written the object since")
        kind = type(error).__name__
        if code in ("404", "NoSuchBucket"):
            what, hint = "there is no such bucket", "Make it first; Storewalk makes no buckets."
        elif code in ("403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch",
                      "ExpiredToken", "401") or isinstance(error, PermissionError):  # fmt: skip
            what = f"the storage refuses our keys ({code or kind}): wrong, expired, or no right"
            hint = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; get and put must be allowed."
        elif "Credentials" in kind:
            what = "there are no keys for the storage"
            hint = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        else:
            what = f"the storage cannot be reached: {kind}: {str(error)[:200]}"
            hint = "AWS_ENDPOINT_URL is where another provider's storage answers."
        return StateError(what, where=self.name, hint=hint)


def _code(error: BaseException | None) -> str:
    """The storage's own word for what is wrong; s3fs hides it in the cause."""
    while error is not None:
        response = getattr(error, "response", None)
        if isinstance(response, dict):
            return str(response.get("Error", {}).get("Code", ""))
        error = error.__cause__ or error.__context__
    return ""
