"""A finding says what was done about it and when the committee closed it"""

from alembic import op
import sqlalchemy as sa
import queries.tables.storage


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('finding', sa.Column('outcome', sa.Text(), nullable=True))
    op.add_column('finding', sa.Column('closed_on', queries.tables.storage.Day(), nullable=True))


def downgrade() -> None:
    op.drop_column('finding', 'closed_on')
    op.drop_column('finding', 'outcome')
